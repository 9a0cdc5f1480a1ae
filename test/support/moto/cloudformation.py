"""A custom resource would wait for a Lambda function in Docker; here it is answered at once (what the function does has
tests of its own). The events of a stack carry the token of the request that they belong to, and a change set that is
executed leaves its parameters with the stack. A stack is created at once; `stack_creation` shows it on its way.
"""

import copy
import threading
import uuid
from datetime import datetime, timezone

import yaml
from moto.cloudformation import cloudformation_backends
from moto.cloudformation import models as stacks
from moto.cloudformation import parsing
from moto.cloudformation.custom_model import CustomModel
from moto.cloudformation.responses import CloudFormationResponse
from moto.cloudformation.utils import yaml_tag_constructor
from moto.core.responses import ActionResult

from orders import order

describe_real_stacks = CloudFormationResponse.describe_stacks
describe_real_events = CloudFormationResponse.describe_stack_events
# The creation that comes next, and the one that is shown, by the name of the stack.
next_creation = {}
shown_creation = {}


@order
def stack_creation(stack, observations, events=(), ends=None):
    """After the creation of this stack, `observations` of it show it in progress, and later ones `ends`, or as it is."""
    next_creation[stack] = {"observations": observations, "events": events, "ends": ends, "seen": 0}


def describe_stacks(self):
    answer = describe_real_stacks(self).result
    if not self._get_param("StackName"):
        return ActionResult(answer)
    for index, stack in enumerate(answer["Stacks"]):
        creation = shown_creation.get(stack.name)
        if creation:
            creation["seen"] += 1
            is_over = creation["seen"] > creation["observations"]
            answer["Stacks"][index] = copy.copy(stack)
            answer["Stacks"][index].status = (creation["ends"] or stack.status) if is_over else "CREATE_IN_PROGRESS"
    return ActionResult(answer)


def describe_stack_events(self):
    """Newest first, one more for each observation of the stack, and all of them with the last one."""
    stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
    creation = shown_creation.get(stack.name)
    if not creation or not creation["events"]:
        return describe_real_events(self)
    seen = len(creation["events"]) if creation["seen"] >= creation["observations"] else creation["seen"]
    events = [
        {
            "StackId": stack.stack_id,
            "EventId": f"{creation['token']}-{index}",
            "StackName": stack.name,
            "LogicalResourceId": event["resource"],
            "PhysicalResourceId": event["resource"],
            "ResourceType": event.get("type", "AWS::CloudFormation::WaitCondition"),
            "Timestamp": datetime.now(timezone.utc),
            "ResourceStatus": event["status"],
            "ResourceStatusReason": event.get("reason"),
            "ClientRequestToken": creation["token"],
        }
        for index, event in enumerate(creation["events"][:seen])
    ]
    return ActionResult({"StackEvents": events[::-1]})


CloudFormationResponse.describe_stacks = describe_stacks
CloudFormationResponse.describe_stack_events = describe_stack_events


def create_custom_resource(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    resource = CustomModel(region_name, str(uuid.uuid4()), kwargs["LogicalId"], resource_name)
    resource.set_data({})
    stack = cloudformation_backends[account_id][region_name].get_stack(kwargs["StackId"])
    stack.add_custom_resource(resource)
    return resource


CustomModel.create_from_cloudformation_json = classmethod(create_custom_resource)

# What the request that is being answered calls itself.
request = threading.local()
make_event = stacks.Event.__init__


def event_of_request(self, *args, **kwargs):
    make_event(self, *args, **kwargs)
    self.client_request_token = getattr(request, "token", None)


def begin_creation(stack, token):
    """An operation of a stack has begun; the first one after `stack_creation` is its creation."""
    name = stack.split(":stack/")[-1].split("/")[0]
    shown_creation.pop(name, None)
    if name in next_creation:
        shown_creation[name] = {**next_creation.pop(name), "token": token}


def with_token(answer):
    def answer_with_token(self):
        request.token = self._get_param("ClientRequestToken")
        try:
            given = answer(self)
            begin_creation(self._get_param("StackName"), request.token)
            return given
        finally:
            request.token = None

    return answer_with_token


stacks.Event.__init__ = event_of_request
for action in ("create_stack", "update_stack", "delete_stack", "execute_change_set"):
    setattr(CloudFormationResponse, action, with_token(getattr(CloudFormationResponse, action)))


def apply_change_set(self):
    self.stack.template = self.template
    self.stack._parse_template()
    self.stack.resource_map.update(self.stack.template_dict, self.parameters)
    self.stack.output_map = self.stack._create_output_map()
    self.stack.parameters = self.parameters


stacks.ChangeSet.apply = apply_change_set

delete_resources = parsing.ResourceMap.delete


def delete_but_retained(self):
    """moto knows `Retain` alone. `RetainExceptOnCreate` means the same once the stack was created; when a creation fails,
    CloudFormation deletes the resource (here it is there until the stack is deleted).
    """
    failed = (shown_creation.get(self._parsed_resources["AWS::StackName"]) or {}).get("ends")
    for declaration in self._resource_json_map.values():
        if declaration.get("DeletionPolicy") == "RetainExceptOnCreate" and not failed:
            declaration["DeletionPolicy"] = "Retain"
    delete_resources(self)


parsing.ResourceMap.delete = delete_but_retained

# moto reads a template several times for each call, with the slow loader.
if hasattr(yaml, "CLoader"):
    yaml.add_multi_constructor("", yaml_tag_constructor, Loader=yaml.CLoader)
    yaml.Loader = yaml.CLoader

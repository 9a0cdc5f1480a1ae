"""The moto server, with the parts that it lacks: what starts a service's tasks, and what answers a custom resource.

moto keeps a service's running count at a fixed number and its deployment at the first task definition, so a
client that waits for a service would wait forever. Here every service reaches its desired count at once, and an
update makes a new PRIMARY deployment, as the ECS agent and scheduler do it. A cluster counts its services. A family
means its newest active revision, and none if all are deregistered. A custom resource would wait for a Lambda function
in Docker; here it is answered at once (what the function does has tests of its own). The events of a stack carry the
token of the request that they belong to, and a change set that is executed leaves its parameters with the stack.

Usage: moto-with-agent.py [moto_server options]
"""

import sys
import threading
import uuid
from datetime import datetime, timezone

import yaml
from moto.cloudformation import models as stacks
from moto.cloudformation.custom_model import CustomModel
from moto.cloudformation.responses import CloudFormationResponse
from moto.cloudformation.utils import yaml_tag_constructor
from moto.ecs import models
from moto.ecs.exceptions import TaskDefinitionNotFoundException
from moto.server import main
from werkzeug.serving import WSGIRequestHandler

Service = models.Service
Backend = models.EC2ContainerServiceBackend

create = Service.__init__
update = Backend.update_service
delete = Backend.delete_service


def reach_desired_count(service):
    service.running_count = service.desired_count
    service.pending_count = 0
    for deployment in service.deployments:
        deployment["desiredCount"] = service.desired_count
        deployment["runningCount"] = service.desired_count
        deployment["pendingCount"] = 0
        deployment["rolloutState"] = "COMPLETED"
        deployment["rolloutStateReason"] = f"ECS deployment {deployment['id']} completed."


def create_service(self, *args, **kwargs):
    create(self, *args, **kwargs)
    if self.deployments and self.task_definition:
        self.deployments[0]["taskDefinition"] = self.task_definition
    reach_desired_count(self)


def update_service(self, service_properties):
    name = service_properties["service"].split("/")[-1]
    cluster = service_properties.get("cluster", "default")
    forced = service_properties.get("force_new_deployment", False)
    before = self._get_service(cluster, name)
    running = before.task_definition
    service = update(self, service_properties)
    if service.task_definition:
        service.task_definition = self.describe_task_definition(service.task_definition).arn
    if service.deployments and (forced or service.task_definition != running):
        now = datetime.now(timezone.utc)
        service.deployments = [
            {
                **service.deployments[0],
                "id": f"ecs-svc/{uuid.uuid4().int % 10**19}",
                "status": "PRIMARY",
                "taskDefinition": service.task_definition,
                "createdAt": now,
                "updatedAt": now,
            }
        ]
    reach_desired_count(service)
    return service


def delete_service(self, *args, **kwargs):
    service = delete(self, *args, **kwargs)
    service.running_count = 0
    return service


def list_services(self, *args, **kwargs):
    active = {s.arn for s in self.services.values() if s.status != "INACTIVE"}
    return [arn for arn in listed(self, *args, **kwargs) if arn in active]


def describe_clusters(self, *args, **kwargs):
    clusters, failures = described(self, *args, **kwargs)
    for cluster in clusters:
        active = [s for s in self.services.values() if s.cluster_name == cluster.name and s.status == "ACTIVE"]
        cluster.active_services_count = len(active)
    return clusters, failures


def describe_task_definition(self, task_definition_str):
    family = task_definition_str.split("/")[-1]
    revisions = self.task_definitions.get(family, {})
    active = [number for number, each in revisions.items() if each.status == "ACTIVE"]
    if revisions and not active:
        raise TaskDefinitionNotFoundException()
    return describe_revision(self, f"{family}:{max(active)}" if active else family)


def create_custom_resource(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    from moto.cloudformation import cloudformation_backends

    resource = CustomModel(region_name, str(uuid.uuid4()), kwargs["LogicalId"], resource_name)
    resource.set_data({})
    stack = cloudformation_backends[account_id][region_name].get_stack(kwargs["StackId"])
    stack.add_custom_resource(resource)
    return resource


# What moto leaves behind when a stack goes away, so that nothing of it can be told from what was forgotten.
def delete_service_of_stack(self, *_):
    self._backend.delete_service(self.cluster_name, self.name, True)


def delete_task_definition_of_stack(self, account, region):
    models.ecs_backends[account][region].deregister_task_definition(f"{self.family}:{self.revision}")


def delete_cluster_of_stack(self, account, region):
    models.ecs_backends[account][region].delete_cluster(self.name)


Service.delete = delete_service_of_stack
models.TaskDefinition.delete = delete_task_definition_of_stack
models.Cluster.delete = delete_cluster_of_stack
# What the request that is being answered calls itself.
request = threading.local()
make_event = stacks.Event.__init__


def event_of_request(self, *args, **kwargs):
    make_event(self, *args, **kwargs)
    self.client_request_token = getattr(request, "token", None)


def with_token(answer):
    def answer_with_token(self):
        request.token = self._get_param("ClientRequestToken")
        try:
            return answer(self)
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

listed = Backend.list_services
described = Backend.describe_clusters
describe_revision = Backend.describe_task_definition
CustomModel.create_from_cloudformation_json = classmethod(create_custom_resource)
Service.__init__ = create_service
Backend.update_service = update_service
Backend.delete_service = delete_service
Backend.list_services = list_services
Backend.describe_clusters = describe_clusters
Backend.describe_task_definition = describe_task_definition

# moto reads a template several times for each call, with the slow loader; and nobody reads a line for each request.
if hasattr(yaml, "CLoader"):
    yaml.add_multi_constructor("", yaml_tag_constructor, Loader=yaml.CLoader)
    yaml.Loader = yaml.CLoader
WSGIRequestHandler.log_request = lambda *_: None

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

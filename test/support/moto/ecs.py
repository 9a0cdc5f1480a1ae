"""Services, tasks and nodes as ECS has them.

moto keeps a service's running count at a fixed number and its deployment at the first task definition, so a client
that waits for a service would wait forever. Here every service reaches its desired count at once, and an update makes
a new PRIMARY deployment, as the ECS agent and scheduler do it; `service_observations` shows it in progress or failed.
A cluster counts its services. A family means its newest active revision, and none if all are deregistered. Lists of
tasks come in pages of 100, descriptions are given of at most 100; tasks keep their state.
"""

import copy
import sys
import time
import uuid
from datetime import datetime, timezone

from moto.core.responses import ActionResult
from moto.ecs import models
from moto.ecs.exceptions import InvalidParameterException, TaskDefinitionNotFoundException
from moto.ecs.responses import EC2ContainerServiceResponse as Response
from moto.moto_api import state_manager

from orders import order

PAGE = 100
ACCOUNT, REGION = "123456789012", "us-east-1"
Service = models.Service
Backend = models.EC2ContainerServiceBackend

create = Service.__init__
update = Backend.update_service
delete = Backend.delete_service
list_all_services = Backend.list_services
describe_clusters_alone = Backend.describe_clusters
describe_revision = Backend.describe_task_definition
list_real_tasks = Response.list_tasks
describe_real_tasks = Response.describe_tasks
describe_steady_services = Response.describe_services

# What the observations of a service show, by its name, and how many there were since its last change.
observations_of = {}
seen_of = {}
# Stopped tasks that were never started, by the name of their service.
stopped_of = {}
# How many descriptions show a task STOPPING, or a deleted service DRAINING, by ARN or name.
stopping_left = {}
draining_left = {}


@order
def service_observations(services, observations):
    """After their next change, each description of these services is the next of `observations`; the last one stays."""
    for name in services:
        observations_of[name] = observations
        seen_of.pop(name, None)


@order
def stopped_tasks(cluster, service, tasks, task_definition):
    """These tasks have just stopped, newest first."""
    stopped_of[service] = [
        {
            "taskArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:task/{cluster}/stopped-{service}-{index}",
            "clusterArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/{cluster}",
            "group": f"service:{service}",
            "taskDefinitionArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/{task_definition}",
            "lastStatus": "STOPPED",
            "desiredStatus": "STOPPED",
            **task,
            "containers": [{**container, "lastStatus": "STOPPED"} for container in task["containers"]],
        }
        for index, task in enumerate(tasks)
    ]


@order
def stopping_tasks(cluster, service, descriptions, task_definition):
    """A task whose containers still run for so many descriptions, though ECS counts it no longer."""
    stopped_tasks(cluster, service, [{"containers": [{"name": "main"}]}], task_definition)
    stopping_left[stopped_of[service][0]["taskArn"]] = descriptions


@order
def draining_service(service, descriptions):
    """Once it is deleted, it is DRAINING for so many descriptions. `ListServices` does not show it."""
    draining_left[service] = descriptions


@order
def forget():
    """Services and tasks are shown as they are."""
    for each in (observations_of, seen_of, stopped_of, stopping_left, draining_left):
        each.clear()


@order
def agent(instance=None, connected=None, task=None, lastStatus=None):
    """The agent on a machine loses or finds its connection, or reports the status of a task."""
    backend = models.ecs_backends[ACCOUNT][REGION]
    for instances in backend.container_instances.values():
        for each in instances.values():
            if each.ec2_instance_id == instance:
                each.agent_connected = connected
    for tasks in backend.tasks.values():
        if task in tasks:
            tasks[task].last_status = lastStatus


def shown(service, observation):
    """A service as an observation has it: its deployment changed by `primary`, or replaced by `winner`."""
    if observation is None:
        return service
    service = copy.copy(service)
    primary = {**service.deployments[0], **observation.get("primary", {})}
    service.running_count, service.pending_count = primary["runningCount"], primary["pendingCount"]
    service.deployments = [primary]
    if "winner" in observation:
        service.task_definition = f"{service.task_definition.rsplit('/', 1)[0]}/{observation['by']}"
        names = {"id": "ecs-svc/1111111111111111111", "taskDefinition": service.task_definition}
        service.deployments = [{**primary, **observation["winner"], **names}]
        if "lost" in observation:
            service.deployments.append({**primary, "status": "ACTIVE", "runningCount": 0, **observation["lost"]})
    service.events = [
        {"id": f"event-{index}", "createdAt": time.time() - index, "message": message}
        for index, message in enumerate(observation["events"])
    ]
    return service


def describe_services(self):
    answer = describe_steady_services(self).result
    for index, service in enumerate(answer["services"]):
        if service.status == "INACTIVE" and draining_left.get(service.name, 0) > 0:
            draining_left[service.name] -= 1
            answer["services"][index] = copy.copy(service)
            answer["services"][index].status = "DRAINING"
        elif service.name in seen_of:
            observations = observations_of[service.name]
            answer["services"][index] = shown(service, observations[min(seen_of[service.name], len(observations) - 1)])
            seen_of[service.name] += 1
    return ActionResult(answer)


def begin_observations(name):
    if name in observations_of:
        seen_of[name] = 0


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
    begin_observations(self.name)


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
    begin_observations(service.name)
    return service


def delete_service(self, *args, **kwargs):
    service = delete(self, *args, **kwargs)
    service.running_count = 0
    return service


def list_services(self, *args, **kwargs):
    active = {s.arn for s in self.services.values() if s.status != "INACTIVE"}
    return [arn for arn in list_all_services(self, *args, **kwargs) if arn in active]


def describe_clusters(self, *args, **kwargs):
    clusters, failures = describe_clusters_alone(self, *args, **kwargs)
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


def list_tasks(self):
    arns = list_real_tasks(self).result["taskArns"]
    if self._get_param("desiredStatus") == "STOPPED":
        service = self._get_param("serviceName")
        arns += [task["taskArn"] for name, tasks in stopped_of.items() if service in (None, name) for task in tasks]
    start = int(self._get_param("nextToken") or 0)
    token = str(start + PAGE) if len(arns) > start + PAGE else None
    return ActionResult({"taskArns": arns[start : start + PAGE], "nextToken": token})


def describe_tasks(self):
    answer = describe_real_tasks(self).result
    wanted = self._get_param("tasks", [])
    for tasks in stopped_of.values():
        answer["tasks"] += [as_described(task, index) for index, task in enumerate(tasks) if task["taskArn"] in wanted]
    return ActionResult(answer)


def as_described(task, index):
    task = {**task, "createdAt": time.time() - 30 - index}
    if stopping_left.get(task["taskArn"], 0) == 0:
        return {**task, "stoppedAt": time.time() - index}
    stopping_left[task["taskArn"]] -= 1
    return {**task, "lastStatus": "STOPPING", "stoppingAt": time.time() - index}


def at_most_one_page(describe):
    def checked(self, cluster_str, ids):
        if len(ids) > PAGE:
            raise InvalidParameterException(f"at most {PAGE} can be described")
        return describe(self, cluster_str, ids)

    return checked


# moto keeps these when their stack is deleted, which would look as if the program had forgotten them.
def delete_service_of_stack(self, *_):
    self._backend.delete_service(self.cluster_name, self.name, True)


def delete_task_definition_of_stack(self, account, region):
    models.ecs_backends[account][region].deregister_task_definition(f"{self.family}:{self.revision}")


def delete_cluster_of_stack(self, account, region):
    models.ecs_backends[account][region].delete_cluster(self.name)


Service.__init__ = create_service
Service.delete = delete_service_of_stack
models.TaskDefinition.delete = delete_task_definition_of_stack
models.Cluster.delete = delete_cluster_of_stack
Backend.update_service = update_service
Backend.delete_service = delete_service
Backend.list_services = list_services
Backend.describe_clusters = describe_clusters
Backend.describe_task_definition = describe_task_definition
Backend.describe_tasks = at_most_one_page(Backend.describe_tasks)
Backend.describe_container_instances = at_most_one_page(Backend.describe_container_instances)
Response.describe_services = describe_services
Response.list_tasks = list_tasks
Response.describe_tasks = describe_tasks
state_manager.set_transition("ecs::task", {"progression": "manual", "times": sys.maxsize})

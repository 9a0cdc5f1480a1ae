"""The moto server, with what the DNS tests need and moto lacks.

Route 53: a change batch is taken as a whole or not at all; DELETE has to give exactly the record that stands there,
CREATE is refused if there is one, a CNAME stands alone; a batch has at most 1,000 values of 32,000 characters; names
are kept in lower case, a '*' as its octal escape.
https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html

ECS: lists come in pages of 100, descriptions are given of at most 100; tasks keep their state. The part of the
ECS agent is played through POST /moto-api/ecs-agent with a JSON object:
    {"instance": "i-…", "connected": false}     the agent on this machine loses or finds its connection
    {"task": "arn:…", "lastStatus": "PENDING"}  the agent reports a task

Usage: route53-moto.py [moto_server options]
"""

import json
import sys
from threading import Lock

from moto.core.responses import ActionResult
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend, ecs_backends
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.moto_api import state_manager
from moto.moto_api._internal.urls import url_paths
from moto.route53.exceptions import Route53ClientError
from moto.route53.models import RecordSet, Route53Backend
from moto.server import main

PAGE = 100
writing = Lock()


def normal(name):
    return name.lower().rstrip(".").replace("*", "\\052") + "."


def key_of(record):
    return record.name, record.type, record.set_identifier


def content_of(record):
    return record.ttl, sorted(record.records)


def to_record(change):
    given = change["ResourceRecordSet"]
    values = [value["Value"] for value in given.get("ResourceRecords") or []]
    return RecordSet({**given, "Name": normal(given["Name"]), "ResourceRecords": values})


def check_limits(changes):
    values = [
        value["Value"]
        for change in changes
        for value in (change["ResourceRecordSet"].get("ResourceRecords") or [])
        for _ in range(2 if change["Action"] == "UPSERT" else 1)
    ]
    if len(values) > 1000:
        raise Route53ClientError("InvalidChangeBatch", "[Number of records limit of 1000 exceeded]")
    if sum(map(len, values)) > 32000:
        raise Route53ClientError("InvalidChangeBatch", "[Number of characters limit of 32000 exceeded]")


def change_resource_record_sets(self, zoneid, change_list):
    check_limits(change_list)
    with writing:
        zone = self.get_hosted_zone(zoneid)
        records = {key_of(record): record for record in zone.rrsets}
        problems = [problem for change in change_list if (problem := make(change, records, zone))]
        if problems:
            raise Route53ClientError("InvalidChangeBatch", f"[{', '.join(problems)}]")
        zone.rrsets = list(records.values())


def make(change, records, zone):
    """Makes one change in `records`. Returns what is wrong with it."""
    action, record = change["Action"], to_record(change)
    what = f"resource record set [name='{record.name}', type='{record.type}']"
    if record.name != zone.name and not record.name.endswith("." + zone.name):
        return f"RRSet with DNS name {record.name} is not permitted in zone {zone.name}"
    standing = records.get(key_of(record))
    if action == "DELETE":
        if not standing:
            return f"Tried to delete {what} but it was not found"
        if content_of(standing) != content_of(record):
            return f"Tried to delete {what} but the values provided do not match the current values"
        del records[key_of(record)]
        return None
    if action == "CREATE" and standing:
        return f"Tried to create {what} but it already exists"
    others = {kind for name, kind, _ in records if name == record.name} - {record.type}
    if others and (record.type == "CNAME" or "CNAME" in others):
        return f"RRSet of type {record.type} with DNS name {record.name} conflicts with other records"
    if not record.alias_target and not record.records:
        return f"{what} has no values"
    records[key_of(record)] = record
    return None


def list_tasks(self):
    arns = listed(self).result["taskArns"]
    start = int(self._get_param("nextToken") or 0)
    token = str(start + PAGE) if len(arns) > start + PAGE else None
    return ActionResult({"taskArns": arns[start : start + PAGE], "nextToken": token})


def at_most_one_page(describe):
    def checked(self, cluster_str, ids):
        if len(ids) > PAGE:
            raise InvalidParameterException(f"at most {PAGE} can be described")
        return describe(self, cluster_str, ids)

    return checked


def play_agent(request, full_url, headers):
    order = json.loads(request.data)
    backend = ecs_backends["123456789012"]["us-east-1"]
    for instances in backend.container_instances.values():
        for instance in instances.values():
            if instance.ec2_instance_id == order.get("instance"):
                instance.agent_connected = order["connected"]
    for tasks in backend.tasks.values():
        if order.get("task") in tasks:
            tasks[order["task"]].last_status = order["lastStatus"]
    return 200, {}, "{}"


listed = EC2ContainerServiceResponse.list_tasks
EC2ContainerServiceResponse.list_tasks = list_tasks
for name in ("describe_tasks", "describe_container_instances"):
    setattr(EC2ContainerServiceBackend, name, at_most_one_page(getattr(EC2ContainerServiceBackend, name)))
Route53Backend.change_resource_record_sets = change_resource_record_sets
state_manager.set_transition("ecs::task", {"progression": "manual", "times": sys.maxsize})
url_paths["{0}/moto-api/ecs-agent$"] = play_agent

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A change batch is taken as a whole or not at all; DELETE has to give exactly the record that stands there, CREATE is
refused if there is one, a CNAME stands alone; a batch has at most 1,000 values of 32,000 characters; names are kept in
lower case, a '*' as its octal escape.
https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
"""

from threading import Lock

from moto.route53.exceptions import Route53ClientError
from moto.route53.models import RecordSet, Route53Backend

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


Route53Backend.change_resource_record_sets = change_resource_record_sets

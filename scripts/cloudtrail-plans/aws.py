"""moto's server, with what it lacks for these plans: CloudTrail starts and stops the logging of a trail that an ARN names, and
describes only the trails that are asked for."""

import json
import sys

from moto.cloudtrail.models import CloudTrailBackend
from moto.cloudtrail.responses import CloudTrailResponse
from moto.server import main

CloudTrailBackend.start_logging = lambda self, name: self.get_trail(name).start_logging()
CloudTrailBackend.stop_logging = lambda self, name: self.get_trail(name).stop_logging()

describe_all = CloudTrailResponse.describe_trails


def describe_trails(self: CloudTrailResponse) -> str:
    answer = json.loads(describe_all(self))
    names = self._get_param("trailNameList")
    if names:
        answer["trailList"] = [
            trail for trail in answer["trailList"] if trail["Name"] in names or trail["TrailARN"] in names
        ]
    return json.dumps(answer)


CloudTrailResponse.describe_trails = describe_trails

main(sys.argv[1:])

# What a policy in Rego asks of the same plans: plain attributes and one relation, by references, as is usual.
package main

import rego.v1

changes contains change if {
	some change in input.resource_changes
	not "delete" in change.change.actions
}

deny contains msg if {
	some trail in changes
	trail.type == "aws_cloudtrail"
	not trail.change.after.is_multi_region_trail
	msg := sprintf("%s records one region", [trail.address])
}

deny contains msg if {
	some bucket in changes
	bucket.type == "aws_s3_bucket"
	not blocked(bucket)
	msg := sprintf("%s may be public", [bucket.address])
}

blocked(bucket) if {
	some block in changes
	block.type == "aws_s3_bucket_public_access_block"
	block.module_address == bucket.module_address
	block.change.after.block_public_policy
}

deny contains msg if {
	some key in changes
	key.type == "aws_kms_key"
	not key.change.after.enable_key_rotation
	msg := sprintf("%s is never rotated", [key.address])
}

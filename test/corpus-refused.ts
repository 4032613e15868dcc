/**
 * The files of the corpus that are refused, by the code of the diagnostic. Below `odd/` they are no plans. Below `plans/` they are
 * edited by hand (`plan-bad-shape` for a missing `mode`, `plan-no-format-version`, `plan-duplicate-instance` for one that stands there twice), trimmed or never had changes
 * (`plan-without-changes`), errored, or written by builds before Terraform 0.12, whose `deposed` was a boolean and whose
 * `module_calls` was a list. All others can be judged.
 */
export const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'plan-bad-shape': [
    'plans/Aiven-Open+Aiven-apache-kafka-governance-compliance-checker-for-terraform/plan_with_known_owner_user_group_id.json',
    'plans/Aiven-Open+Aiven-apache-kafka-governance-compliance-checker-for-terraform/plan_with_known_owner_user_group_id@93b44b5.json',
    'plans/Aiven-Open+Aiven-apache-kafka-governance-compliance-checker-for-terraform/plan_with_unknown_owner_user_group_id.json',
    'plans/Aiven-Open+Aiven-apache-kafka-governance-compliance-checker-for-terraform/plan_with_unknown_owner_user_group_id@b8799a2.json',
    'plans/hashicorp+terraform-json/test-fixtures__basic__plan@2bb7d54.json',
    'plans/hashicorp+terraform-json/test-fixtures__basic__plan@54abb4d.json',
    'plans/hashicorp+terraform-json/test-fixtures__basic__plan@8b4344c.json',
    'plans/hashicorp+terraform-json/test-fixtures__no_changes__plan@31b59ce.json',
    'plans/hashicorp+terraform-json/test-fixtures__no_changes__plan@435c1da.json',
    'plans/opentofu+opentofu/test-fixtures__show-json__basic-create__output@8db83be.json',
    'plans/opentofu+opentofu/test-fixtures__show-json__basic-create__output@bfce840.json',
    'plans/opentofu+opentofu/test-fixtures__show-json__basic-create__output@da287aa.json',
    'plans/opentofu+opentofu/test-fixtures__show-json__basic-delete__output@837ed5d.json',
    'plans/opentofu+opentofu/test-fixtures__show-json__basic-delete__output@cce569d.json',
    'plans/opentofu+opentofu/test-fixtures__show-json__basic-update__output@ceca5d2.json',
    'plans/opentofu+opentofu/test-fixtures__show-json__basic-update__output@d065eda.json',
    'plans/opentofu+opentofu/test-fixtures__show-json__modules__output@cbc284c.json',
  ],
  'plan-duplicate-instance': [
    'plans/snyk+cli/iac__terraform-plan__tf-plan@47b852a.json',
    'plans/snyk+cli/iac__terraform-plan__tf-plan@87d6c1a.json',
  ],
  'plan-errored': ['plans/opentofu+opentofu/show-json__plan-error__output.json'],
  'plan-is-redacted': [
    'odd/opentofu+opentofu/cloud__plan-json-full__plan-redacted.json',
    'odd/opentofu+opentofu/cloud__plan-json-no-changes__plan-redacted.json',
    'odd/snyk+policy-engine/cloud__apply-json-with-outputs__plan-redacted@49551af.json',
    'odd/snyk+policy-engine/cloud__apply-json-with-provisioner-error__plan-redacted@3e3b067.json',
  ],
  'plan-is-stream': [
    'odd/opentofu+opentofu/cloud__plan-json-basic-no-unredacted__plan.log',
    'odd/opentofu+opentofu/cloud__plan-json-full__plan.log',
    'odd/snyk+policy-engine/tofu__cloud__apply-json__plan@3ac5e43.log',
    'odd/snyk+policy-engine/tofu__cloud__plan-import-config-gen__plan@2771305.log',
  ],
  'plan-no-format-version': [
    'odd/Aiven-Open+Aiven-apache-kafka-governance-compliance-checker-for-terraform/plan@ca23612.json',
    'plans/ovsds+tf-plan-format/plans__artificial__full.json',
    'plans/ovsds+tf-plan-format/plans__artificial__full@109e792.json',
    'plans/ovsds+tf-plan-format/plans__artificial__full@bca185a.json',
  ],
  'plan-not-json': [
    'odd/cycloidio+terracost/aws__terraform-plan-noprovider.json',
    'odd/hashicorp+terraform-json/invalid__plan.json',
  ],
  'plan-several-documents': ['odd/borchero+terraform-plan-comment/basic__6-terragrunt-multiplan__plan.json'],
  'plan-without-changes': [
    'plans/aquasecurity+trivy/terraformplan__tfjson__missing_resource_changes@3be9c56.json',
    'plans/aquasecurity+trivy/terraformplan__tfjson__plan_missing_changes@8d940e1.json',
    'plans/aquasecurity+trivy/terraformplan__tfjson__plan_no_resource_changes.json',
    'plans/bridgecrewio+checkov/common__runner_registry__plan_with_for_each_for_enrichment__tf_plan@4aed738.json',
    'plans/bridgecrewio+checkov/runner__plan_with_resource_reference__tfplan_graph.json',
    'plans/infracost+infracost/providers__hcl_provider_test__adds_source_url_from_remote_module__expected.json',
    'plans/infracost+infracost/providers__hcl_provider_test__adds_source_url_from_remote_module_chdir__expected.json',
    'plans/infracost+infracost/providers__hcl_provider_test__builds_module_configuration_correctly_with_count__expected.json',
    'plans/infracost+infracost/providers__hcl_provider_test__does_not_panic_on_double_attribute_definition__expected.json',
    'plans/infracost+infracost/providers__hcl_provider_test__populates_warnings_on_missing_vars__expected.json',
    'plans/infracost+infracost/providers__hcl_provider_test__renders_module_resources__expected.json',
    'plans/infracost+infracost/providers__hcl_provider_test__renders_multiple_count_resources_correctly__expected.json',
    'plans/infracost+infracost/providers__hcl_provider_test__shows_correct_duplicate_variable_warning__expected.json',
    'plans/infracost+infracost/providers__hcl_provider_test__structures_module_expressions_correctly_with_count__expected.json',
    'plans/snyk+cli/iac__terraform-plan__tf-plan@1eff179.json',
    'plans/terraform-compliance+cli/test_issue-132__plan.json',
  ],
}

package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** An enterprise, university, institute or person that buys computing time; its namespaces carry label {@code xisuan.io/tenant}. */
@JsonClassDescription(
        "An enterprise, university, institute or person that buys computing time. Its namespaces carry label xisuan.io/tenant, which only operations set.")
@Group("xisuan.io")
@Version("v1alpha1")
@Plural("tenants")
@ShortNames("xt")
@AdditionalPrinterColumn(name = "Kind", jsonPath = ".spec.kind")
@AdditionalPrinterColumn(name = "Size", jsonPath = ".spec.sizeClass")
@AdditionalPrinterColumn(name = "Registration", jsonPath = ".spec.registration")
@AdditionalPrinterColumn(
        name = "Guaranteed",
        jsonPath = ".spec.quota.guaranteed",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Limit", jsonPath = ".spec.quota.limit", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Name", jsonPath = ".spec.name.zh", priority = 1)
@AdditionalPrinterColumn(name = "Why", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
public final class Tenant extends CustomResource<TenantSpec, TenantStatus> {}

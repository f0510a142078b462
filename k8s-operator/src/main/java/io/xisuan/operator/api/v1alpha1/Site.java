package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A data centre with spare accelerators: who sells it, where it is, its nodes, and what its owner keeps back. */
@JsonClassDescription(
        "A data centre with spare accelerators: who sells it, where it is, which nodes are its, and what its owner keeps back.")
@Group("xisuan.io")
@Version("v1alpha1")
@Plural("sites")
@ShortNames("xs")
@AdditionalPrinterColumn(name = "Mode", jsonPath = ".spec.mode")
@AdditionalPrinterColumn(name = "Jurisdiction", jsonPath = ".spec.jurisdiction")
@AdditionalPrinterColumn(name = "Devices", jsonPath = ".status.devices", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Spare", jsonPath = ".status.spareDevices", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Jobs", jsonPath = ".status.runningJobs", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Supplier", jsonPath = ".spec.supplier", priority = 1)
@AdditionalPrinterColumn(name = "Reclaim", jsonPath = ".spec.reclaimWithin", priority = 1)
@AdditionalPrinterColumn(name = "Why", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
public final class Site extends CustomResource<SiteSpec, SiteStatus> {}

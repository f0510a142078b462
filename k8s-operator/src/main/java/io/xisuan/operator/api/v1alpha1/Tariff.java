package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The prices of one supplier per accelerator-hour, VAT included, in append-only versions. */
@JsonClassDescription(
        "The prices of one supplier per accelerator-hour, VAT included, in versions that are only ever added.")
@Group("xisuan.io")
@Version("v1alpha1")
@Plural("tariffs")
@ShortNames("xtf")
@AdditionalPrinterColumn(name = "Supplier", jsonPath = ".spec.supplier")
@AdditionalPrinterColumn(name = "Current", jsonPath = ".status.currentVersion")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Why", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
public final class Tariff extends CustomResource<TariffSpec, TariffStatus> {}

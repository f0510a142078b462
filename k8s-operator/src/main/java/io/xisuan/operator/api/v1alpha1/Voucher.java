package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One grant of a voucher programme to one tenant; immutable, its balance is in the status. */
@JsonClassDescription(
        "One grant of a voucher programme to one tenant; it never changes, and its balance is in the status.")
@Group("xisuan.io")
@Version("v1alpha1")
@Plural("vouchers")
@ShortNames("xv")
@AdditionalPrinterColumn(name = "Programme", jsonPath = ".spec.programme")
@AdditionalPrinterColumn(name = "Granted", jsonPath = ".spec.amount")
@AdditionalPrinterColumn(name = "Held", jsonPath = ".status.held")
@AdditionalPrinterColumn(name = "Used", jsonPath = ".status.used")
@AdditionalPrinterColumn(name = "Left", jsonPath = ".status.left")
@AdditionalPrinterColumn(name = "Valid to", jsonPath = ".spec.validTo")
@AdditionalPrinterColumn(name = "Accepted", jsonPath = ".status.conditions[?(@.type==\"Accepted\")].status")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Number", jsonPath = ".spec.number", priority = 1)
@AdditionalPrinterColumn(name = "Tenant", jsonPath = ".spec.tenant", priority = 1)
@AdditionalPrinterColumn(name = "Contract", jsonPath = ".spec.contractRef", priority = 1)
@AdditionalPrinterColumn(name = "Why", jsonPath = ".status.conditions[?(@.type==\"Accepted\")].reason", priority = 1)
public final class Voucher extends CustomResource<VoucherSpec, VoucherStatus> implements Namespaced {}

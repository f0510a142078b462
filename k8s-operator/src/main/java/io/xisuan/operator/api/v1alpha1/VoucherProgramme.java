package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One voucher programme of one authority: its rules by their text, each with source and confidence. */
@JsonClassDescription(
        "One voucher programme of one authority: its rules by their text, each with source and confidence.")
@Group("xisuan.io")
@Version("v1alpha1")
@Plural("voucherprogrammes")
@ShortNames("xvp")
@AdditionalPrinterColumn(name = "Name", jsonPath = ".spec.name.zh")
@AdditionalPrinterColumn(name = "Jurisdiction", jsonPath = ".spec.jurisdiction")
@AdditionalPrinterColumn(name = "Current", jsonPath = ".status.currentVersion")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Why", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
public final class VoucherProgramme extends CustomResource<VoucherProgrammeSpec, VoucherProgrammeStatus> {}

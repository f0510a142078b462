package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A training job: a gang of workers that starts whole or not at all, on the accelerators that it can use. */
@JsonClassDescription(
        "A training job: a gang of workers that starts whole or not at all, at one site, on spare accelerators that the job can use.")
@Group("xisuan.io")
@Version("v1alpha1")
@Plural("trainingjobs")
@ShortNames("xj")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Site", jsonPath = ".status.site")
@AdditionalPrinterColumn(name = "Devices", jsonPath = ".status.devices", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Start", jsonPath = ".status.start")
@AdditionalPrinterColumn(name = "Payable", jsonPath = ".status.payableNow")
@AdditionalPrinterColumn(name = "Later", jsonPath = ".status.expectedLater")
@AdditionalPrinterColumn(name = "Why", jsonPath = ".status.reason")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Attempt",
        jsonPath = ".status.attempt",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Workers",
        jsonPath = ".status.workers",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Interruptions",
        jsonPath = ".status.interruptions",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(name = "Lost", jsonPath = ".status.lostWork", priority = 1)
@AdditionalPrinterColumn(name = "Accelerator", jsonPath = ".status.accelerator", priority = 1)
@AdditionalPrinterColumn(
        name = "Priority",
        jsonPath = ".spec.priority",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(name = "Ended", jsonPath = ".status.endedAt", priority = 1)
@AdditionalPrinterColumn(name = "Gross", jsonPath = ".status.gross", priority = 1)
@AdditionalPrinterColumn(name = "So far", jsonPath = ".status.payableSoFar", priority = 1)
@AdditionalPrinterColumn(name = "Basis", jsonPath = ".status.basis", priority = 1)
@AdditionalPrinterColumn(name = "Contract", jsonPath = ".spec.contractRef", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.message", priority = 1)
public final class TrainingJob extends CustomResource<TrainingJobSpec, TrainingJobStatus> implements Namespaced {}

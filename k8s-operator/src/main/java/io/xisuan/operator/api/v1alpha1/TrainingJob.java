package io.xisuan.operator.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A training job: a gang of workers that starts whole or not at all, on the accelerators that it can use. */
@Group("xisuan.io")
@Version("v1alpha1")
@Plural("trainingjobs")
@ShortNames("xj")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Site", jsonPath = ".status.site")
@AdditionalPrinterColumn(name = "Why", jsonPath = ".status.reason")
@AdditionalPrinterColumn(name = "Start", jsonPath = ".status.expectedStart")
@AdditionalPrinterColumn(name = "Payable", jsonPath = ".status.payableNow")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class TrainingJob extends CustomResource<TrainingJobSpec, TrainingJobStatus> implements Namespaced {}

package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A question that only the hub can answer: contracts, balances and decisions lie in its store, and a firm has the API server alone. */
@JsonClassDescription(
        "A question of a tenant that only the hub can answer: what a job would cost and when it would start, why and when a job runs, what was spent. The answer is in the status; ten minutes later the question is deleted.")
@Group("xisuan.io")
@Version("v1alpha1")
@Plural("inquiries")
@ShortNames("xq")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.reason")
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.message")
@AdditionalPrinterColumn(name = "Expires", jsonPath = ".status.expiresAt")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class Inquiry extends CustomResource<InquirySpec, InquiryStatus> implements Namespaced {}

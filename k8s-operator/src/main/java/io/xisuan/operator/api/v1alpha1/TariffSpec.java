package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What finance says about prices; versions are only ever added at the end. */
@JsonClassDescription("What finance says about prices; versions are only ever added, and none ever changes.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.supplier == oldSelf.supplier && self.vatRate == oldSelf.vatRate",
        message = "supplier and vatRate never change: write a new Tariff")
@ValidationRule(
        value = "oldSelf.versions.all(old, self.versions.exists(kept, kept.name == old.name))",
        message = "a version is missing that was there: versions are only ever added, write it again")
public record TariffSpec(
        @Required
        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @JsonPropertyDescription("The seller of record, as suppliers.csv names it.")
        String supplier,

        @Required
        @Pattern(Patterns.RATE)
        @Size(max = 8)
        @JsonPropertyDescription(
                "The VAT rate contained in the prices of accelerators, as the seller's accountant set it: 0.06 for services, 0.13 for bare rental, 0.03 or 0.01 of small-scale taxpayers.")
        String vatRate,

        @Required
        @Size(min = 1, max = 100)
        @JsonPropertyDescription("The name of the goods on invoices, as *信息技术服务*算力服务.")
        String invoiceItem,

        @Required
        @Size(min = 1, max = 32)
        @JsonPropertyDescription("The versions in order of time; they are only ever added, and none ever changes.")
        List<TariffVersion> versions) {
    public TariffSpec {
        versions = Absent.asEmpty(versions);
    }
}

package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What finance says about prices; versions are only ever added at the end. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.supplier == oldSelf.supplier && self.vatRate == oldSelf.vatRate",
        message = "supplier and vatRate never change: write a new Tariff")
@ValidationRule(
        value = "oldSelf.versions.all(old, self.versions.exists(kept, kept.name == old.name))",
        message = "a version is missing that was there: versions are only ever added, write it again")
public record TariffSpec(
        @Required @Pattern(Patterns.NAME) @Size(max = 63) String supplier,
        @Required @Pattern(Patterns.RATE) @Size(max = 8) String vatRate,
        @Required @Size(min = 1, max = 100) String invoiceItem,
        @Required @Size(min = 1, max = 32) List<TariffVersion> versions) {
    public TariffSpec {
        versions = Absent.asEmpty(versions);
    }
}

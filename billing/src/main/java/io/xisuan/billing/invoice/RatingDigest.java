package io.xisuan.billing.invoice;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.rating.LostWorkFinding;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import java.util.ArrayList;
import java.util.List;

/** What rating read beside the journal, as one digest for each contract: two runs with equal cuts and digests give equal books. */
final class RatingDigest {
    private final CloseInput input;
    private final String common;

    RatingDigest(CloseInput input) {
        this.input = input;
        List<String> fields =
                new ArrayList<>(List.of("xisuan-rating-input/1", input.period().toString()));
        input.tariffs().tariffs().stream()
                .flatMap(tariff -> tariff.versions().stream())
                .map(TariffVersion::digest)
                .forEach(fields::add);
        for (LostWorkFinding finding : input.credits().all()) {
            fields.add(finding.jobUid());
            fields.add(Integer.toString(finding.attempt()));
            fields.add(finding.cause().name());
            fields.add(finding.lost().startMillis() + "-" + finding.lost().endMillis());
        }
        this.common = Sha256.hexOfFields(fields);
    }

    /** Returns the digest for one contract, SHA-256 in hex. */
    String of(ContractTerms terms) {
        ContractId contract = terms.contract();
        List<String> fields = new ArrayList<>(List.of(
                common,
                contract.value(),
                Integer.toString(terms.priceLockDays()),
                Long.toString(input.opening()
                        .getOrDefault(contract, DeviceMillis.ZERO)
                        .value())));
        for (GrantTerms grant : input.grants().of(contract)) {
            fields.add(grant.grant().voucher().value());
            fields.add(grant.validity().startMillis() + "-" + grant.validity().endMillis());
        }
        return Sha256.hexOfFields(fields);
    }
}

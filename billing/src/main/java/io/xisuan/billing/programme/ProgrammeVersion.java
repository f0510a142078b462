package io.xisuan.billing.programme;

import java.util.List;
import java.util.Map;

/**
 * The wording of a programme from a date on; versions are only ever added.
 *
 * @param name unique in its programme, as {@code 2024-03}
 * @param document the document that this version is, for people
 */
public record ProgrammeVersion(
        String name,
        String document,
        Validity validity,
        BuyerRules buyer,
        PurchaseRules purchase,
        BaseRules base,
        Field<Rates> rates,
        LimitRules limits,
        PayoutRules payout) {
    public ProgrammeVersion {
        if (name.isBlank() || document.isBlank()) {
            throw new IllegalArgumentException("A version has a name and names its document");
        }
    }

    /** Returns the rules by name, in the order of the definition; the names are those of the manifest. */
    public Map<String, Field<?>> fields() {
        return FieldNames.of(this);
    }

    /** Returns the names of the rules that nobody knows, in the order of the definition. */
    public List<String> unknownFields() {
        return fields().entrySet().stream()
                .filter(entry -> entry.getValue().isUnknown())
                .map(Map.Entry::getKey)
                .toList();
    }
}

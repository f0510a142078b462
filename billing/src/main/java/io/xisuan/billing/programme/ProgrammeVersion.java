package io.xisuan.billing.programme;

import io.xisuan.billing.canonical.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The wording of a programme from a date on; versions are only ever added.
 *
 * @param name unique in its programme, as {@code 2024-03}
 * @param document the document that this version is, for people
 * @param traits what the conditions of this version may ask for besides facts that every case has
 */
public record ProgrammeVersion(
        String name,
        String document,
        List<Trait> traits,
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
        boolean noFee =
                base.base().known().filter(kind -> kind == BaseKind.NO_FEE).isPresent();
        if (rates.known().stream()
                .flatMap(table -> table.tiers().stream())
                .anyMatch(tier -> tier.fixed().isPresent() != noFee)) {
            throw new IllegalArgumentException("A fixed amount goes with the base no-fee, and a rate with a fee");
        }
        traits = List.copyOf(traits);
        Set<String> known = new TreeSet<>(traits.stream().map(Trait::name).toList());
        for (String trait : TraitsAsked.of(rates, limits, purchase)) {
            if (!known.contains(trait)) {
                throw new IllegalArgumentException(
                        "A condition asks for the trait \"%s\", which traits does not define".formatted(trait));
            }
        }
    }

    /** Returns the rules by name, in the order of the definition; the names are those of the manifest. */
    public Map<String, Field<?>> fields() {
        return FieldNames.of(this);
    }

    /** Returns the digest that a grant is bound by: SHA-256 in hex over name, document, traits and every rule with its source. */
    public String digest() {
        List<String> texts = new ArrayList<>(List.of(name, document, traits.toString()));
        fields().forEach((rule, field) -> texts.add(rule + " = " + field));
        return Sha256.hexOfFields(texts);
    }

    /** Returns the names of the rules that nobody knows, in the order of the definition. */
    public List<String> unknownFields() {
        return fields().entrySet().stream()
                .filter(entry -> entry.getValue().isUnknown())
                .map(Map.Entry::getKey)
                .toList();
    }
}

package io.xisuan.billing.programme;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.party.Party;
import io.xisuan.billing.party.Supplier;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about one case: buyer, supplier, contract, place, machines, amounts, grant and day. What is not in it is
 * not known; an evaluation lists it as an assumption where it would have mattered.
 */
public final class CaseFacts {
    /** A case of which nothing is known. */
    public static final CaseFacts EMPTY = new CaseFacts(Map.of());

    private final Map<Fact<?>, Object> values;

    private CaseFacts(Map<Fact<?>, Object> values) {
        this.values = values;
    }

    /** Returns these facts and one more, or one changed. */
    public <T> CaseFacts with(Fact<T> fact, T value) {
        Map<Fact<?>, Object> more = new LinkedHashMap<>(values);
        more.put(fact, value);
        return new CaseFacts(more);
    }

    /**
     * Returns these facts and one more, given as text.
     *
     * @throws IllegalArgumentException when the text is no value of the fact
     */
    public <T> CaseFacts withText(Fact<T> fact, String text) {
        return with(fact, fact.parse(text));
    }

    /** Adds who buys. */
    public CaseFacts buyer(Party party) {
        CaseFacts facts = with(Fact.PARTY_KIND, party.kind())
                .with(Fact.SIZE, party.size())
                .with(Fact.REGISTRATION, party.domicile().registration())
                .with(Fact.TAX_DOMICILE, party.domicile().taxes());
        if (!party.profile().industries().isEmpty()) {
            facts = facts.with(Fact.INDUSTRIES, party.profile().industries());
        }
        if (party.profile().has("start-up")) {
            facts = facts.with(Fact.START_UP, true);
        }
        return party.profile().traits().isEmpty()
                ? facts
                : facts.with(Fact.TRAITS, party.profile().traits());
    }

    /** Adds from whom the party buys. */
    public CaseFacts seller(ProgrammeId programme, Supplier supplier, Party buyer) {
        boolean related = buyer.isRelatedTo(supplier.id());
        CaseFacts facts = with(Fact.SUPPLIER_LISTED, supplier.listedBy().contains(programme))
                .with(Fact.RELATED, related);
        return related ? facts : facts.with(Fact.OWN_BUILT, false);
    }

    /** Adds the contract. */
    public CaseFacts contract(Contract contract) {
        return with(Fact.SIGNED_ON, contract.signedOn())
                .with(Fact.CONTRACT, contract.term())
                .with(Fact.CONTRACT_FEE, contract.amount());
    }

    /** Adds a grant: what is left of it, and from when to when it may be used. */
    public CaseFacts grant(LocalDate grantedOn, Money left, ContractTerm validity, Optional<Rate> rate) {
        CaseFacts granted =
                with(Fact.GRANTED_ON, grantedOn).with(Fact.GRANT_AMOUNT, left).with(Fact.GRANT_VALIDITY, validity);
        return rate.map(value -> granted.with(Fact.GRANT_RATE, value)).orElse(granted);
    }

    public <T> Optional<T> get(Fact<T> fact) {
        return Optional.ofNullable(values.get(fact)).map(fact::cast);
    }

    /** Returns whether an authority has granted a voucher in this case. */
    public boolean hasGrant() {
        return values.containsKey(Fact.GRANT_AMOUNT);
    }
}

package io.xisuan.billing.programme;

import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.PartyKind;
import io.xisuan.billing.party.SizeClass;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** The name and type of one fact about a case. */
public final class Fact<T> {
    public static final Fact<PartyKind> PARTY_KIND = choice("partyKind", PartyKind.class);
    public static final Fact<SizeClass> SIZE = choice("size", SizeClass.class);
    public static final Fact<Jurisdiction> REGISTRATION =
            new Fact<>("registration", Jurisdiction.class, Jurisdiction::new);
    public static final Fact<Jurisdiction> TAX_DOMICILE =
            new Fact<>("taxDomicile", Jurisdiction.class, Jurisdiction::new);
    /** Whether the buyer has no record of dishonesty in the years that the programme looks back. */
    public static final Fact<Boolean> CLEAN_RECORD = yesNo("cleanRecord");
    /** Whether the buyer is a start-up as the programme defines it. */
    public static final Fact<Boolean> START_UP = yesNo("startUp");
    /** Whether the supplier is on the programme's list. */
    public static final Fact<Boolean> SUPPLIER_LISTED = yesNo("supplierListed");
    /** Whether buyer and supplier are related parties. */
    public static final Fact<Boolean> RELATED = yesNo("related");

    /** What the buyer does, by codes as {@code software}, separated by commas. */
    public static final Fact<List<String>> INDUSTRIES = words("industries");
    /** What else the buyer and the case are, by the names that programmes give to it, separated by commas. */
    public static final Fact<List<String>> TRAITS = words("traits");

    public static final Fact<Boolean> OWN_USE = yesNo("ownUse");
    /** Whether the buyer built the machines itself. */
    public static final Fact<Boolean> OWN_BUILT = yesNo("ownBuilt");
    /** Whether this contract was paid for by the programme before. */
    public static final Fact<Boolean> CONTRACT_USED = yesNo("contractUsed");
    /** Whether another authority subsidises the same contract. */
    public static final Fact<Boolean> OTHER_SUBSIDY = yesNo("otherSubsidy");

    /** What other programmes pay for the same fees. */
    public static final Fact<Money> OTHER_AMOUNT = money("otherAmount");

    public static final Fact<Jurisdiction> SITE = new Fact<>("site", Jurisdiction.class, Jurisdiction::new);
    public static final Fact<AcceleratorModel> ACCELERATOR =
            new Fact<>("accelerator", AcceleratorModel.class, AcceleratorModel::parse);
    public static final Fact<Component> COMPONENT = choice("component", Component.class);
    public static final Fact<Workload> WORKLOAD = choice("workload", Workload.class);
    public static final Fact<LocalDate> SIGNED_ON = date("signedOn");
    public static final Fact<ContractTerm> CONTRACT = new Fact<>("contract", ContractTerm.class, ContractTerm::parse);
    /** The fee of the whole contract, VAT included. */
    public static final Fact<Money> CONTRACT_FEE = money("contractFee");
    /** What a review approved of the contract's fee, VAT included. */
    public static final Fact<Money> APPROVED = money("approved");
    /** The fees settled so far, VAT included. */
    public static final Fact<Money> SETTLED = money("settled");
    /** The same without VAT, for programmes that ask for it. */
    public static final Fact<Money> WITHOUT_VAT = money("withoutVat");
    /** The total of the buyer's contracts of the year. */
    public static final Fact<Money> YEARLY_CONTRACTS = money("yearlyContracts");

    public static final Fact<Money> GRANT_AMOUNT = money("grantAmount");
    public static final Fact<ContractTerm> GRANT_VALIDITY =
            new Fact<>("grantValidity", ContractTerm.class, ContractTerm::parse);
    public static final Fact<LocalDate> GRANTED_ON = date("grantedOn");
    public static final Fact<Rate> GRANT_RATE = new Fact<>("grantRate", Rate.class, Rate::parse);
    /** What the programme already paid the buyer in the cap's year. */
    public static final Fact<Money> USED_THIS_YEAR = money("usedThisYear");
    /** What the programme ever paid the buyer. */
    public static final Fact<Money> USED_IN_ALL = money("usedInAll");
    /** What is left of the programme's pool in the year, as far as it is known. */
    public static final Fact<Money> POOL_LEFT = money("poolLeft");
    /** What is left of the programme's money over its life, as far as it is known. */
    public static final Fact<Money> TOTAL_LEFT = money("totalLeft");
    /** The day of the claim. */
    public static final Fact<LocalDate> CLAIMED_ON = date("claimedOn");
    /** The day of use. */
    public static final Fact<LocalDate> ON = date("on");
    /** Whether the programme is known, by a document, to be in force on that day. */
    public static final Fact<Boolean> IN_FORCE = yesNo("inForce");

    /** All facts, in the order in which lists show them. */
    public static final List<Fact<?>> ALL = List.of(
            PARTY_KIND,
            SIZE,
            REGISTRATION,
            TAX_DOMICILE,
            CLEAN_RECORD,
            START_UP,
            SUPPLIER_LISTED,
            RELATED,
            INDUSTRIES,
            TRAITS,
            OWN_USE,
            OWN_BUILT,
            CONTRACT_USED,
            OTHER_SUBSIDY,
            OTHER_AMOUNT,
            SITE,
            ACCELERATOR,
            COMPONENT,
            WORKLOAD,
            SIGNED_ON,
            CONTRACT,
            CONTRACT_FEE,
            APPROVED,
            SETTLED,
            WITHOUT_VAT,
            YEARLY_CONTRACTS,
            GRANT_AMOUNT,
            GRANT_VALIDITY,
            GRANTED_ON,
            GRANT_RATE,
            USED_THIS_YEAR,
            USED_IN_ALL,
            POOL_LEFT,
            TOTAL_LEFT,
            CLAIMED_ON,
            ON,
            IN_FORCE);

    private final String key;
    private final Class<T> type;
    private final Function<String, T> parser;

    private Fact(String key, Class<T> type, Function<String, T> parser) {
        this.key = key;
        this.type = type;
        this.parser = parser;
    }

    /** Returns the fact with this key, or empty. */
    public static Optional<Fact<?>> byKey(String key) {
        return ALL.stream().filter(fact -> fact.key.equals(key)).findFirst();
    }

    public String key() {
        return key;
    }

    /**
     * Reads a value of this fact.
     *
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public T parse(String text) {
        return parser.apply(text);
    }

    T cast(Object value) {
        return type.cast(value);
    }

    private static Fact<Money> money(String key) {
        return new Fact<>(key, Money.class, Fact::notNegative);
    }

    private static Money notNegative(String text) {
        Money money = Money.parseYuan(text);
        if (money.isNegative()) {
            throw new IllegalArgumentException("\"%s\" is negative".formatted(text));
        }
        return money;
    }

    private static Fact<LocalDate> date(String key) {
        return new Fact<>(key, LocalDate.class, text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("\"%s\" is no day: write it as 2025-10-01".formatted(text), e);
            }
        });
    }

    private static Fact<Boolean> yesNo(String key) {
        return new Fact<>(key, Boolean.class, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            case String other ->
                throw new IllegalArgumentException("\"%s\" is neither true nor false".formatted(other));
        });
    }

    @SuppressWarnings("unchecked") // a list of nothing but words is parsed and set
    private static Fact<List<String>> words(String key) {
        return new Fact<>(
                key,
                (Class<List<String>>) (Class<?>) List.class,
                text -> text.isBlank()
                        ? List.of()
                        : List.copyOf(new TreeSet<>(List.of(text.strip().split("\\s*,\\s*", -1)))));
    }

    private static <E extends Enum<E>> Fact<E> choice(String key, Class<E> type) {
        return new Fact<>(
                key,
                type,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(value -> value.name()
                                .equals(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "\"%s\" is none of %s".formatted(text, Arrays.toString(type.getEnumConstants())))));
    }

    @Override
    public String toString() {
        return key;
    }
}

package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.RuleReader.choice;
import static io.xisuan.operator.translate.RuleReader.list;

import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.Names;
import io.xisuan.billing.party.PartyKind;
import io.xisuan.billing.party.SizeClass;
import io.xisuan.billing.programme.AcceleratorOrigin;
import io.xisuan.billing.programme.BaseKind;
import io.xisuan.billing.programme.BaseRules;
import io.xisuan.billing.programme.BindBy;
import io.xisuan.billing.programme.BuyerRules;
import io.xisuan.billing.programme.CapYear;
import io.xisuan.billing.programme.Exhaustion;
import io.xisuan.billing.programme.Flow;
import io.xisuan.billing.programme.LimitRules;
import io.xisuan.billing.programme.PayoutRules;
import io.xisuan.billing.programme.Period;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.billing.programme.PurchaseRules;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.programme.SupplierList;
import io.xisuan.billing.programme.Trait;
import io.xisuan.billing.programme.Validity;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.programme.Workload;
import io.xisuan.billing.programme.YearOf;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.operator.api.v1alpha1.ProgrammeBuyer;
import io.xisuan.operator.api.v1alpha1.ProgrammeCalculation;
import io.xisuan.operator.api.v1alpha1.ProgrammeLimits;
import io.xisuan.operator.api.v1alpha1.ProgrammePayout;
import io.xisuan.operator.api.v1alpha1.ProgrammePurchase;
import io.xisuan.operator.api.v1alpha1.ProgrammeValidity;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import io.xisuan.operator.api.v1alpha1.VoucherProgrammeSpec;
import io.xisuan.operator.api.v1alpha1.VoucherProgrammeVersion;
import io.xisuan.operator.manifest.Manifests;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Turns a {@code VoucherProgramme} into the rules that billing evaluates; an absent rule is an error. */
public final class ProgrammeTranslation {
    private ProgrammeTranslation() {}

    /**
     * Returns the programmes of a set of manifests, in their order.
     *
     * @throws InputException naming file, line and field of the first mistake
     */
    public static List<Programme> programmes(Manifests manifests) {
        return manifests.programmes().stream()
                .map(resource -> programme(
                        resource,
                        (field, problem) ->
                                manifests.problem(resource, field, problem).asException()))
                .toList();
    }

    /**
     * @throws InputException naming the resource and the field that is wrong
     */
    public static Programme programme(VoucherProgramme resource) {
        String name = resource.getMetadata().getName();
        return programme(
                resource,
                (field, problem) -> InputException.of("VoucherProgramme %s: %s: %s".formatted(name, field, problem)));
    }

    /** Returns the programme, or the first rule that cannot be understood. */
    public static Translation<Programme> translation(VoucherProgramme resource) {
        return Translation.of(() -> programme(resource, (field, problem) -> {
            throw new FieldRefusal(field, problem);
        }));
    }

    /**
     * @param place turns the first mistake into an error that says where it is
     */
    public static Programme programme(VoucherProgramme resource, ProgrammePlace place) {
        VoucherProgrammeSpec spec = resource.getSpec();
        List<ProgrammeVersion> versions = new ArrayList<>();
        for (int i = 0; i < spec.versions().size(); i++) {
            versions.add(version(spec.versions().get(i), new RuleReader("spec.versions[%d]".formatted(i), place)));
        }
        try {
            return new Programme(
                    new ProgrammeId(resource.getMetadata().getName()),
                    new Names(spec.name().zh(), spec.name().en()),
                    new Jurisdiction(spec.jurisdiction()),
                    versions);
        } catch (IllegalArgumentException e) {
            throw place.wrong("spec", String.valueOf(e.getMessage()));
        }
    }

    private static ProgrammeVersion version(VoucherProgrammeVersion version, RuleReader reader) {
        try {
            return versionOf(version, reader);
        } catch (IllegalArgumentException e) {
            throw reader.wrong("name", "version %s: %s".formatted(version.name(), e.getMessage()));
        }
    }

    private static ProgrammeVersion versionOf(VoucherProgrammeVersion version, RuleReader reader) {
        RuleReader calculation = reader.within("calculation");
        return new ProgrammeVersion(
                version.name(),
                version.document(),
                version.traits().stream()
                        .map(trait -> new Trait(trait.name(), trait.text()))
                        .toList(),
                validity(version.validity(), reader.within("validity")),
                buyer(version.buyer(), reader.within("buyer")),
                purchase(version.purchase(), reader.within("purchase")),
                base(version.calculation(), calculation),
                calculation.field("rates", version.calculation().rates(), RuleValues::rates),
                limits(version.limits(), reader.within("limits")),
                payout(version.payout(), reader.within("payout")));
    }

    private static Validity validity(ProgrammeValidity rules, RuleReader reader) {
        return new Validity(
                reader.field("from", rules.from(), LocalDate::parse),
                reader.field("to", rules.to(), LocalDate::parse),
                reader.field("bindBy", rules.bindBy(), choice(BindBy.class)),
                reader.field("voucherMonths", rules.voucherMonths(), months -> months),
                reader.field("signedFrom", rules.signedFrom(), LocalDate::parse),
                reader.field("maxContractMonths", rules.maxContractMonths(), months -> months),
                reader.field("usePeriod", rules.usePeriod(), RuleValues::term),
                reader.field("windows", rules.windows(), RuleValues::windows));
    }

    private static BuyerRules buyer(ProgrammeBuyer rules, RuleReader reader) {
        return new BuyerRules(
                reader.field("kinds", rules.kinds(), list(choice(PartyKind.class))),
                reader.field("sizes", rules.sizes(), list(choice(SizeClass.class))),
                reader.field("registration", rules.registration(), list(Jurisdiction::new)),
                reader.field("taxDomicile", rules.taxDomicile(), list(Jurisdiction::new)),
                reader.field("cleanRecordYears", rules.cleanRecordYears(), years -> years),
                reader.field("startUp", rules.startUp(), text -> text),
                reader.field("industries", rules.industries(), list(text -> text)),
                reader.field("industriesExcluded", rules.industriesExcluded(), list(text -> text)));
    }

    private static PurchaseRules purchase(ProgrammePurchase rules, RuleReader reader) {
        return new PurchaseRules(
                reader.field("sites", rules.sites(), list(Jurisdiction::new)),
                reader.field("suppliers", rules.suppliers(), SupplierList::new),
                reader.field("unrelatedOnly", rules.unrelatedOnly(), flag -> flag),
                reader.field("ownUseOnly", rules.ownUseOnly(), flag -> flag),
                reader.field("ownBuiltExcluded", rules.ownBuiltExcluded(), flag -> flag),
                reader.field("contractOnce", rules.contractOnce(), flag -> flag),
                reader.field("accelerators", rules.accelerators(), list(choice(AcceleratorOrigin.class))),
                reader.field("components", rules.components(), list(choice(Component.class))),
                reader.field("workloads", rules.workloads(), list(choice(Workload.class))),
                reader.field("stacking", rules.stacking(), RuleValues::stacking));
    }

    private static BaseRules base(ProgrammeCalculation rules, RuleReader reader) {
        return new BaseRules(
                reader.field("base", rules.base(), choice(BaseKind.class)),
                reader.field("vat", rules.vat(), choice(VatBasis.class)),
                reader.field("redemption", rules.redemption(), choice(BaseKind.class)),
                reader.field("dayShare", rules.dayShare(), RuleValues::dayShare),
                reader.field("rounding", rules.rounding(), RuleValues::rounding));
    }

    private static LimitRules limits(ProgrammeLimits rules, RuleReader reader) {
        return new LimitRules(
                reader.field("minimum", rules.minimum(), RuleValues::minimum),
                reader.field("capPerGrant", rules.capPerGrant(), RuleValues::cap),
                reader.field("capPerParty", rules.capPerParty(), RuleValues::cap),
                reader.field("capPerPartyYear", rules.capPerPartyYear(), RuleValues::cap),
                reader.field("capYear", rules.capYear(), choice(CapYear.class)),
                reader.field("yearOf", rules.yearOf(), choice(YearOf.class)),
                reader.field("capGroup", rules.capGroup(), text -> text),
                reader.field("poolPerYear", rules.poolPerYear(), Money::parseYuan),
                reader.field("poolTotal", rules.poolTotal(), Money::parseYuan),
                reader.field("exhaustion", rules.exhaustion(), choice(Exhaustion.class)));
    }

    private static PayoutRules payout(ProgrammePayout rules, RuleReader reader) {
        return new PayoutRules(
                reader.field("settlement", rules.settlement(), choice(Settlement.class)),
                reader.field("flow", rules.flow(), choice(Flow.class)),
                reader.field("issuedEvery", rules.issuedEvery(), choice(Period.class)),
                reader.field("payer", rules.payer(), text -> text),
                reader.field("funding", rules.funding(), RuleValues::funding),
                reader.field("proofs", rules.proofs(), list(text -> text)));
    }
}

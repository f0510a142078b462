package io.xisuan.billing.subsidy;

import static io.xisuan.billing.RandomMonth.AT_EAST;
import static io.xisuan.billing.RandomMonth.AT_WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractTerm;
import io.xisuan.billing.party.CreditCode;
import io.xisuan.billing.party.Domicile;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.Names;
import io.xisuan.billing.party.Party;
import io.xisuan.billing.party.PartyKind;
import io.xisuan.billing.party.SizeClass;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.programme.BaseKind;
import io.xisuan.billing.programme.BaseRules;
import io.xisuan.billing.programme.BuyerRules;
import io.xisuan.billing.programme.Cap;
import io.xisuan.billing.programme.Confidence;
import io.xisuan.billing.programme.Field;
import io.xisuan.billing.programme.LimitRules;
import io.xisuan.billing.programme.PayoutRules;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.billing.programme.PurchaseRules;
import io.xisuan.billing.programme.RateSetter;
import io.xisuan.billing.programme.Rates;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.programme.Source;
import io.xisuan.billing.programme.Validity;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.programme.YearOf;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GrantReaderTest {
    private static final Source TEXT = new Source("a text of our own for this test", Confidence.HOUSE);
    private static final Jurisdiction WEST = new Jurisdiction("gansu/qingyang");
    private static final Jurisdiction EAST = new Jurisdiction("shanghai");
    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

    private static final Money GRANTED = Money.parseYuan("21000");
    private static final AccountId VOUCHER = AccountId.voucher(new ProgrammeId("west"), new VoucherId("v"));
    private static final AccountId CAP = AccountId.cap(new ProgrammeId("west"), new TenantId("t-1"), 2025);
    private static final AccountId CAP_2026 = AccountId.cap(new ProgrammeId("west"), new TenantId("t-1"), 2026);

    @Test
    void a_grant_becomes_verdicts_per_site_and_the_balances_that_bound_it() {
        GrantReader.Read read = read(given(Rates.flat(RateSetter.TEXT, Rate.percent(30))));
        GrantTerms terms = read.terms();
        assertThat(terms.verdict(AT_WEST)).isEqualTo(new Verdict.Covered(Rate.percent(30), "30 % of the contract fee"));
        assertThat(terms.verdict(AT_EAST)).isInstanceOf(Verdict.NotCovered.class);
        assertThat(terms.settlement()).isEqualTo(Settlement.PROVIDER_CLAIM);
        assertThat(terms.grant().payer()).isEqualTo("庆阳市数据局");
        assertThat(terms.validity().startMillis()).isEqualTo(RandomMonth.at("2025-01-10T00:00"));
        assertThat(terms.validity().endMillis()).isEqualTo(RandomMonth.at("2026-01-10T00:00"));
        assertThat(read.balances())
                .containsExactly(
                        new GrantReader.Balance(VOUCHER, Authority.OURS, GRANTED, GRANTED),
                        new GrantReader.Balance(CAP, Authority.OURS, GRANTED, Money.parseYuan("30000")),
                        new GrantReader.Balance(CAP_2026, Authority.OURS, GRANTED, Money.parseYuan("30000")));
    }

    @Test
    void use_after_new_year_counts_on_the_cap_of_its_own_year() {
        GrantTerms terms =
                read(given(Rates.flat(RateSetter.TEXT, Rate.percent(30)))).terms();

        assertThat(terms.legsAt(RandomMonth.at("2025-12-31T23:59"))).containsExactly(VOUCHER, CAP);
        assertThat(terms.legsAt(RandomMonth.at("2026-01-01T00:00"))).containsExactly(VOUCHER, CAP_2026);
    }

    @Test
    void two_grants_add_up_to_the_yearly_cap_of_the_text_and_no_further() {
        GrantReader.Read read = read(given(Rates.flat(RateSetter.TEXT, Rate.percent(30))));
        EntitlementBook book = new EntitlementBook();
        GrantReader.openings(List.of(read, read))
                .forEach(command -> assertThat(book.apply(command).done()).isTrue());
        assertThat(book.account(CAP).orElseThrow().granted()).isEqualTo(Money.parseYuan("30000"));
    }

    @Test
    void a_rule_that_nobody_knows_is_not_counted() {
        GrantTerms terms = read(Field.unknown("the rate of 2025")).terms();
        assertThat(terms.verdict(AT_WEST))
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.missing()).contains("the rate of 2025"));
        assertThat(terms.verdict(AT_EAST)).isInstanceOf(Verdict.NotCovered.class);
    }

    private static GrantReader.Read read(Field<Rates> rates) {
        SortedMap<Jurisdiction, List<Item>> sites = new TreeMap<>();
        sites.put(WEST, List.of(AT_WEST));
        sites.put(EAST, List.of(AT_EAST));
        GrantLetter voucher = new GrantLetter(
                new VoucherId("v"),
                new ProgrammeId("west"),
                new TenantId("t-1"),
                RandomMonth.ONE,
                "No. 1",
                GRANTED,
                LocalDate.of(2025, 1, 10),
                new ContractTerm(LocalDate.of(2025, 1, 10), LocalDate.of(2026, 1, 9)),
                Optional.empty());
        return GrantReader.read(grantCase(rates), voucher, sites, DAY);
    }

    private static GrantCase grantCase(Field<Rates> rates) {
        ProgrammeId id = new ProgrammeId("west");
        Programme programme = new Programme(id, new Names("算力券", "Vouchers"), WEST, List.of(version(rates)));
        Party buyer = new Party(
                new TenantId("t-1"),
                new Names("某人", "Someone"),
                PartyKind.PERSON,
                Optional.empty(),
                SizeClass.NOT_APPLICABLE,
                Domicile.at(EAST),
                Optional.empty(),
                List.of());
        Supplier supplier = new Supplier(
                RandomMonth.SUPPLIER,
                new Names("示例算力", "Example Compute"),
                new CreditCode("91640500MA0EXA55XH"),
                WEST,
                Rate.percent(6),
                "*信息技术服务*算力服务",
                "ZW",
                List.of(id));
        Contract contract = new Contract(
                RandomMonth.ONE,
                new TenantId("t-1"),
                RandomMonth.SUPPLIER,
                LocalDate.of(2025, 1, 6),
                new ContractTerm(LocalDate.of(2025, 1, 10), LocalDate.of(2026, 1, 9)),
                Money.parseYuan("70000"),
                30,
                List.of());
        return new GrantCase(programme, buyer, supplier, contract);
    }

    private static ProgrammeVersion version(Field<Rates> rates) {
        return new ProgrammeVersion(
                "2024-03",
                "a text of our own",
                List.of(),
                new Validity(given(LocalDate.of(2024, 3, 1)), none(), none(), none(), none(), none(), none(), none()),
                new BuyerRules(none(), none(), none(), none(), none(), none(), none(), none()),
                new PurchaseRules(
                        given(List.of(WEST)), none(), none(), none(), none(), none(), none(), none(), none(), none()),
                new BaseRules(given(BaseKind.CONTRACT_FEE), given(VatBasis.WITH_VAT), none(), none(), none()),
                rates,
                new LimitRules(
                        none(),
                        none(),
                        none(),
                        given(Cap.of(Money.parseYuan("30000"))),
                        none(),
                        given(YearOf.USE),
                        none(),
                        none(),
                        none(),
                        none()),
                new PayoutRules(given(Settlement.PROVIDER_CLAIM), none(), none(), given("庆阳市数据局"), none(), none()));
    }

    private static <T> Field<T> given(T value) {
        return Field.given(value, TEXT);
    }

    private static <T> Field<T> none() {
        return Field.none(TEXT);
    }
}

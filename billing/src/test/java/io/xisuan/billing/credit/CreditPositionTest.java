package io.xisuan.billing.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CreditPositionTest {
    private static final TenantId TENANT = new TenantId("t-1");
    private static final LocalDate DAY = LocalDate.parse("2025-11-15");
    private static final CreditTerms THIRTY_DAYS = new CreditTerms(Optional.empty(), OptionalInt.of(30));
    private static final LocalDate ISSUED = LocalDate.parse("2025-10-03");

    @Test
    void prepaid_money_and_credit_bear_what_is_bound_and_no_more() {
        CreditPosition position =
                CreditPosition.of(CreditTerms.NONE, yuan("500"), yuan("200"), List.of(), yuan("250"), DAY);
        assertThat(position.available()).isEqualTo(yuan("450"));
        assertThat(position.refuses(yuan("450"))).isEmpty();
        assertThat(position.refuses(yuan("450.01")).orElseThrow()).contains("450.01", "leave 450.00");
        assertThat(position.binding(yuan("450")).refuses(yuan("0.01"))).isPresent();
        assertThat(position.refundable()).isEqualTo(Money.ZERO);
    }

    /** Issued on 3 October and due after 30 days: on 2 November it is not overdue, on 3 November it is. */
    @Test
    void arrears_stop_new_starts_until_they_are_paid() {
        assertThat(of(THIRTY_DAYS, "0", "0", LocalDate.parse("2025-11-02")).arrears())
                .isEqualTo(Money.ZERO);
        CreditPosition late = of(THIRTY_DAYS, "0", "0", LocalDate.parse("2025-11-03"));
        assertThat(late.arrears()).isEqualTo(yuan("100"));
        assertThat(late.refuses(Money.ofFen(1)).orElseThrow()).contains("arrears of 100.00");
        assertThat(of(THIRTY_DAYS, "0", "100", DAY).arrears()).isEqualTo(Money.ZERO);
        assertThat(of(THIRTY_DAYS, "0", "40", DAY).arrears()).isEqualTo(yuan("60"));
        assertThat(of(THIRTY_DAYS, "70", "0", DAY).arrears()).isEqualTo(yuan("30"));
    }

    @Test
    void without_agreed_days_nothing_is_overdue() {
        assertThat(of(CreditTerms.NONE, "0", "0", LocalDate.parse("2030-01-01")).arrears())
                .isEqualTo(Money.ZERO);
    }

    @Test
    void money_without_reference_or_a_payment_without_invoice_is_refused() {
        assertThatThrownBy(() -> in(MoneyIn.Kind.PAYMENT, "1", "")).hasMessageContaining("names its invoice");
        assertThatThrownBy(() -> new MoneyIn(TENANT, MoneyIn.Kind.TOP_UP, Money.ZERO, DAY, "r", ""))
                .hasMessageContaining("more than nothing");
    }

    @Test
    void what_is_in_dispute_is_no_arrears() {
        CreditPosition late = of(THIRTY_DAYS, "0", "40", yuan("60"), DAY);
        assertThat(late.arrears()).isEqualTo(Money.ZERO);
        assertThat(of(THIRTY_DAYS, "0", "40", yuan("50"), DAY).arrears()).isEqualTo(yuan("10"));
    }

    private static CreditPosition of(CreditTerms terms, String prepaid, String paid, LocalDate today) {
        return of(terms, prepaid, paid, Money.ZERO, today);
    }

    /** One invoice of 100 from 3 October, under a limit of 500 and with 100 bound. */
    private static CreditPosition of(CreditTerms terms, String prepaid, String paid, Money disputed, LocalDate today) {
        OpenItem item = new OpenItem(
                "A-1",
                new SupplierId("s"),
                TENANT,
                new ContractId("c"),
                ISSUED,
                terms.paymentDays().stream().mapToObj(ISSUED::plusDays).findFirst(),
                yuan("100"),
                Money.ZERO,
                yuan(paid),
                Money.ZERO,
                disputed);
        return CreditPosition.of(terms, yuan("500"), yuan(prepaid), List.of(item), yuan("100"), today);
    }

    private static MoneyIn in(MoneyIn.Kind kind, String amount, String invoice) {
        return new MoneyIn(TENANT, kind, yuan(amount), DAY, "r-" + kind + amount, invoice);
    }

    private static Money yuan(String text) {
        return Money.parseYuan(text);
    }
}

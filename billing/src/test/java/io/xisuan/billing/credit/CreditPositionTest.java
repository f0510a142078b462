package io.xisuan.billing.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.Money;
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
    private static final List<CreditPosition.Issued> OCTOBER =
            List.of(new CreditPosition.Issued("A-1", LocalDate.parse("2025-10-03"), yuan("100")));

    @Test
    void prepaid_money_and_credit_bear_what_is_bound_and_no_more() {
        List<MoneyIn> money = List.of(in(MoneyIn.Kind.TOP_UP, "300", ""), in(MoneyIn.Kind.REFUND, "100", ""));
        CreditPosition position = position(CreditTerms.NONE, money, List.of(), "250");
        assertThat(position.available()).isEqualTo(yuan("450"));
        assertThat(position.refuses(yuan("450"))).isEmpty();
        assertThat(position.refuses(yuan("450.01")).orElseThrow()).contains("450.01", "leave 450.00");
        assertThat(position.binding(yuan("450")).refuses(yuan("0.01"))).isPresent();
        assertThat(position.refundable()).isEqualTo(Money.ZERO);
    }

    /** Issued on 3 October and due after 30 days: on 2 November it is not overdue, on 3 November it is. */
    @Test
    void arrears_stop_new_starts_until_they_are_paid() {
        assertThat(of(THIRTY_DAYS, List.of(), LocalDate.parse("2025-11-02")).arrears())
                .isEqualTo(Money.ZERO);
        CreditPosition late = of(THIRTY_DAYS, List.of(), LocalDate.parse("2025-11-03"));
        assertThat(late.arrears()).isEqualTo(yuan("100"));
        assertThat(late.refuses(Money.ofFen(1)).orElseThrow()).contains("arrears of 100.00");
        assertThat(of(THIRTY_DAYS, List.of(in(MoneyIn.Kind.PAYMENT, "100", "A-1")), DAY)
                        .arrears())
                .isEqualTo(Money.ZERO);
        assertThat(of(THIRTY_DAYS, List.of(in(MoneyIn.Kind.PAYMENT, "40", "A-1")), DAY)
                        .arrears())
                .isEqualTo(yuan("60"));
        assertThat(of(THIRTY_DAYS, List.of(in(MoneyIn.Kind.TOP_UP, "70", "")), DAY)
                        .arrears())
                .isEqualTo(yuan("30"));
    }

    @Test
    void without_agreed_days_nothing_is_overdue() {
        assertThat(of(CreditTerms.NONE, List.of(), LocalDate.parse("2030-01-01"))
                        .arrears())
                .isEqualTo(Money.ZERO);
    }

    @Test
    void money_without_reference_or_a_payment_without_invoice_is_refused() {
        assertThatThrownBy(() -> in(MoneyIn.Kind.PAYMENT, "1", "")).hasMessageContaining("names its invoice");
        assertThatThrownBy(() -> new MoneyIn(TENANT, MoneyIn.Kind.TOP_UP, Money.ZERO, DAY, "r", ""))
                .hasMessageContaining("more than nothing");
    }

    private static CreditPosition of(CreditTerms terms, List<MoneyIn> money, LocalDate today) {
        return CreditPosition.of(terms, yuan("500"), money, OCTOBER, yuan("100"), today);
    }

    private static CreditPosition position(
            CreditTerms terms, List<MoneyIn> money, List<CreditPosition.Issued> invoices, String committed) {
        return CreditPosition.of(terms, yuan("500"), money, invoices, yuan(committed), DAY);
    }

    private static MoneyIn in(MoneyIn.Kind kind, String amount, String invoice) {
        return new MoneyIn(TENANT, kind, yuan(amount), DAY, "r-" + kind + amount, invoice);
    }

    private static Money yuan(String text) {
        return Money.parseYuan(text);
    }
}

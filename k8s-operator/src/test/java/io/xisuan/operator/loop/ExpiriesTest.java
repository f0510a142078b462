package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.subsidy.Grant;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.VoucherId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiriesTest {
    private static final ProgrammeId PROGRAMME = new ProgrammeId("p");
    private static final AccountId VOUCHER = AccountId.voucher(PROGRAMME, new VoucherId("v"));
    private static final long END = BillingPeriod.startOfDayMillis(LocalDate.of(2025, 7, 1));
    private static final BillingPeriod LAST = BillingPeriod.of(END - 1);

    @TempDir
    private Path folder;

    @Test
    void a_voucher_expires_once_its_last_month_is_closed_and_no_hold_on_it_is_open() {
        try (Store store = Store.open("jdbc:sqlite:" + folder.resolve("books.db"))) {
            long epoch = store.mintEpoch("test", 1);
            HoldOwner owner = new HoldOwner(new SupplierId("s"), "job", 1);
            store.apply(
                    epoch,
                    List.of(
                            new Command.Open("o", VOUCHER, Authority.OURS, Money.ofFen(500)),
                            new Command.Place(
                                    "h",
                                    owner,
                                    "",
                                    List.of(new LineRequest(List.of(VOUCHER), Money.ofFen(200))),
                                    END)));
            assertThat(due(store, END, true)).as("a hold is open").isEmpty();
            store.apply(epoch, List.of(new Command.Resolve("r", owner.holdId())));
            assertThat(due(store, END, false)).as("usage may still come").isEmpty();
            assertThat(due(store, END - 1, true)).as("it is valid").isEmpty();
            store.apply(epoch, due(store, END, true));
            Account voucher = voucher(store);
            assertThat(voucher.expired()).isEqualTo(Money.ofFen(500));
            assertThat(due(store, END + 1, true)).as("nothing is left").isEmpty();
            store.apply(epoch, List.of(new Command.Reopen("late", VOUCHER, Money.ofFen(20), END + 5)));
            store.apply(epoch, due(store, END + 9, true));
            assertThat(voucher(store)).isEqualTo(voucher);
        }
    }

    @Test
    void the_loop_expires_nothing_before_the_month_is_closed() {
        try (Store store = Store.open("jdbc:sqlite:" + folder.resolve("open.db"))) {
            long epoch = store.mintEpoch("test", 1);
            store.apply(epoch, List.of(new Command.Open("o", VOUCHER, Authority.OURS, Money.ofFen(500))));
            new Expiries(store, epoch).end(grants(), END);
            assertThat(voucher(store).free()).isEqualTo(Money.ofFen(500));
        }
    }

    private static List<Command> due(Store store, long nowMillis, boolean closed) {
        return Expiries.due(grants(), store.balances(), month -> closed && month.equals(LAST), nowMillis);
    }

    private static Account voucher(Store store) {
        return store.books().account(VOUCHER).orElseThrow();
    }

    private static Grants grants() {
        return new Grants(List.of(GrantTerms.alone(
                new Grant(PROGRAMME, new VoucherId("v"), "1", "Bureau"),
                new ContractId("c"),
                Settlement.PROVIDER_CLAIM,
                VatBasis.WITH_VAT,
                new Interval(BillingPeriod.startOfDayMillis(LocalDate.of(2025, 1, 1)), END),
                List.of(VOUCHER),
                0,
                Map.of())));
    }
}

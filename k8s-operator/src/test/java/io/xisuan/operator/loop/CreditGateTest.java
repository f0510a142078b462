package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.credit.MoneyIn;
import io.xisuan.billing.party.Domicile;
import io.xisuan.billing.party.Jurisdiction;
import io.xisuan.billing.party.Names;
import io.xisuan.billing.party.Party;
import io.xisuan.billing.party.PartyKind;
import io.xisuan.billing.party.SizeClass;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.billing.store.ShownQuote;
import io.xisuan.billing.store.StartProposal;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.v1alpha1.Quota;
import io.xisuan.operator.api.v1alpha1.TenantSuspension;
import io.xisuan.operator.translate.TenantAccount;
import io.xisuan.scheduler.plan.Decision;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant that may owe 100.00; each start may come to 60.00. */
class CreditGateTest {
    private static final TenantId TENANT = new TenantId("t-1");
    private static final long NOW = 1_760_000_000_000L;

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void starts_that_prepaid_money_and_credit_do_not_cover_wait_and_what_runs_goes_on() {
        try (Store store = Store.open("jdbc:sqlite:" + folder.resolve("xisuan.db"))) {
            waitsAndGoesOn(store, store.mintEpoch("test", NOW));
        }
    }

    private static void waitsAndGoesOn(Store store, long epoch) {
        CreditGate gate = new CreditGate(store.credit());
        gate.begin();
        assertThat(gate.refuses(job("a"), Optional.of(account()), NOW)).isEmpty();
        List<StartProposal> borne = gate.borne(List.of(start("a"), start("b")), accounts(), NOW);
        assertThat(borne).extracting(start -> start.attempt().job().uid()).containsExactly("a");
        assertThat(store.commitStarts(epoch, borne, NOW).getFirst().committed()).isTrue();

        gate.begin();
        assertThat(gate.refuses(Optional.of(account()), Money.ZERO, Money.parseYuan("60"), NOW)
                        .orElseThrow())
                .contains("it may come to 60.00", "leave 40.00");
        assertThat(gate.refuses(Optional.of(account()), Money.parseYuan("30"), Money.parseYuan("20"), NOW))
                .as("what other starts of a plan bind counts")
                .isPresent();
        assertThat(gate.refuses(job("b"), Optional.of(account()), NOW))
                .as("what it once came to is not remembered")
                .isEmpty();
        assertThat(gate.borne(List.of(start("b")), accounts(), NOW)).isEmpty();
        assertThat(store.liveIntents())
                .extracting(intent -> intent.attempt().job().uid())
                .containsExactly("a");

        store.credit()
                .record(
                        new MoneyIn(
                                TENANT,
                                MoneyIn.Kind.TOP_UP,
                                Money.parseYuan("20"),
                                LocalDate.parse("2025-10-09"),
                                "bank-1",
                                ""),
                        "test",
                        NOW);
        gate.begin();
        assertThat(gate.refuses(job("b"), Optional.of(account()), NOW)).isEmpty();
        assertThat(gate.borne(List.of(start("b")), accounts(), NOW)).hasSize(1);
    }

    @Test
    void nothing_of_a_suspended_tenant_starts_whatever_it_could_pay() {
        try (Store store = Store.open("jdbc:sqlite:" + folder.resolve("xisuan.db"))) {
            CreditGate gate = new CreditGate(store.credit());
            gate.begin();
            for (TenantSuspension how : TenantSuspension.values()) {
                TenantAccount stopped = account(Optional.of(how));
                assertThat(gate.refuses(job("a"), Optional.of(stopped), NOW).orElseThrow())
                        .extracting(Decision.Wait::text)
                        .asString()
                        .contains("suspended tenant t-1", "resume");
                assertThat(gate.borne(List.of(start("a")), new TreeMap<>(Map.of(TENANT, stopped)), NOW))
                        .isEmpty();
                assertThat(Wanted.stopped(Optional.of(stopped)).isPresent()).isEqualTo(how == TenantSuspension.ALL);
            }
            assertThat(gate.borne(List.of(start("a")), accounts(), NOW)).hasSize(1);
            assertThat(Wanted.stopped(Optional.of(account()))).isEmpty();
        }
    }

    private static TenantAccount account() {
        return account(Optional.empty());
    }

    private static TenantAccount account(Optional<TenantSuspension> suspension) {
        Party party = new Party(
                TENANT,
                new Names("某人", "Someone"),
                PartyKind.PERSON,
                Optional.empty(),
                SizeClass.NOT_APPLICABLE,
                Domicile.at(new Jurisdiction("shanghai")),
                Optional.empty(),
                List.of());
        return new TenantAccount(
                party,
                Optional.empty(),
                new Quota(null, 8, 16, 1),
                Money.parseYuan("100"),
                Rate.ZERO,
                Optional.empty(),
                suspension);
    }

    private static SortedMap<TenantId, TenantAccount> accounts() {
        SortedMap<TenantId, TenantAccount> accounts = new TreeMap<>();
        accounts.put(TENANT, account());
        return accounts;
    }

    private static JobId job(String uid) {
        return new JobId("ns", uid, uid);
    }

    private static StartProposal start(String uid) {
        String json = "{\"job\":\"%s\"}".formatted(uid);
        ContractId contract = new ContractId("c-1");
        return new StartProposal(
                new AttemptKey(job(uid), 1),
                TENANT,
                contract,
                new SupplierId("seller"),
                new ClusterId("hub"),
                new SiteId("west"),
                "nvidia-h800-80g",
                8,
                StartProposal.WHOLE,
                List.of(new PlannedWorker(0, new NodeName("node-1"))),
                3_600_000,
                List.of(),
                new ShownQuote(Sha256.hex(json), "ns/" + uid, TENANT, contract, new Interval(NOW, NOW + 600_000), json),
                Money.parseYuan("60"),
                "cheapest",
                NOW + 600_000);
    }
}

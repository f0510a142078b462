package io.xisuan.billing.entitlement;

import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Histories of commands over two vouchers, two cap years and two pool years, seeded; about a sixth repeat an earlier one. */
public final class RandomCommands {
    private static final ProgrammeId PROGRAMME = new ProgrammeId("p");
    private static final TenantId TENANT = new TenantId("t");
    private static final LocalDate DAY = LocalDate.of(2025, 3, 1);

    public static final List<AccountId> VOUCHERS = List.of(
            AccountId.voucher(PROGRAMME, new VoucherId("v1")), AccountId.voucher(PROGRAMME, new VoucherId("v2")));
    public static final List<AccountId> CAPS =
            List.of(AccountId.cap(PROGRAMME, TENANT, 2025), AccountId.cap(PROGRAMME, TENANT, 2026));
    public static final List<AccountId> POOLS =
            List.of(AccountId.pool(PROGRAMME, 2025), AccountId.pool(PROGRAMME, 2026));

    private final SplittableRandom random;
    private final int jobs;
    private final List<Command> sent = new ArrayList<>();

    public RandomCommands(long seed, int jobs) {
        this.random = new SplittableRandom(seed);
        this.jobs = jobs;
    }

    /** Returns the openings of all balances; a voucher has less than its cap, a cap less than its pool. */
    public List<Command> openings() {
        List<Command> openings = new ArrayList<>();
        for (List<AccountId> kind : List.of(VOUCHERS, CAPS, POOLS)) {
            for (AccountId account : kind) {
                long fen = 500 + random.nextLong(2_500);
                openings.add(new Command.Open("open " + account, account, Authority.OURS, Money.ofFen(fen)));
            }
        }
        sent.addAll(openings);
        return openings;
    }

    public Command next() {
        Command command = random.nextInt(6) == 0 ? sent.get(random.nextInt(sent.size())) : fresh("c" + sent.size());
        sent.add(command);
        return command;
    }

    private Command fresh(String id) {
        HoldOwner owner = owner(random.nextInt(jobs));
        String hold = owner.holdId();
        List<LineRequest> lines = lines();
        AccountId account = account();
        LocalDate day = DAY.plusDays(random.nextInt(3));
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> new Command.Place(id, owner, "q", lines, 100);
            case 4, 5 -> new Command.Extend(id, hold, lines);
            case 6, 7, 8 -> new Command.Post(id, hold, random.nextInt(3), day, amount(200));
            case 9 -> new Command.Activate(id, hold);
            case 10 -> new Command.Trim(id, hold, random.nextInt(2), Money.ofFen(random.nextLong(200)));
            case 11 -> new Command.Resolve(id, hold);
            case 12 -> new Command.VoidHold(id, hold);
            case 13 -> new Command.Lapse(id, hold, random.nextLong(200));
            case 14 -> new Command.Unpost(id, hold, amount(150));
            case 15 -> transfer(id, hold, day, lines.getFirst());
            case 16 -> new Command.Regrant(id, account, Money.ofFen(random.nextLong(3_000)));
            case 17 ->
                new Command.Declare(id, account, Money.ofFen(random.nextLong(300)), day, "s" + random.nextInt(2));
            case 18 ->
                random.nextBoolean()
                        ? new Command.Expire(id, account, random.nextLong(200))
                        : new Command.Reopen(id, account, amount(200), random.nextLong(200));
            default -> new Command.Revoke(id, account, Money.ofFen(random.nextLong(60)));
        };
    }

    private Command transfer(String id, String hold, LocalDate day, LineRequest to) {
        Optional<LocalDate> postedOn = random.nextBoolean() ? Optional.of(day) : Optional.empty();
        return new Command.Transfer(id, hold, random.nextInt(2), postedOn, to.legs(), amount(100));
    }

    private List<LineRequest> lines() {
        List<LineRequest> lines = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            int year = random.nextInt(2);
            AccountId voucher = VOUCHERS.get(random.nextInt(2));
            List<AccountId> legs = switch (random.nextInt(4)) {
                case 0 -> List.of(voucher);
                case 1 -> List.of(voucher, POOLS.get(year));
                default -> List.of(voucher, CAPS.get(year), POOLS.get(year));
            };
            lines.add(new LineRequest(legs, amount(400)));
        }
        return lines;
    }

    private AccountId account() {
        List<AccountId> kind = switch (random.nextInt(3)) {
            case 0 -> VOUCHERS;
            case 1 -> CAPS;
            default -> POOLS;
        };
        return kind.get(random.nextInt(2));
    }

    private Money amount(long most) {
        return Money.ofFen(1 + random.nextLong(most));
    }

    public static HoldOwner owner(int job) {
        return new HoldOwner(new SupplierId("s"), "job-" + job, 1, 1_000L + job);
    }
}

package io.xisuan.billing.twin;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.billing.tariff.LostWorkCredit;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A made-up history from a seed: price versions, vouchers, holds, findings about lost work, and the usage of some jobs as it arrived: cut
 * anywhere, repeated, and in any order.
 *
 * @param lockDays of contract 1 and contract 2
 */
record History(
        List<Version> versions,
        List<Voucher> vouchers,
        List<Held> holds,
        List<Loss> losses,
        List<Integer> lockDays,
        List<UsageInterval> arrived) {
    /** Prices in micro-yuan for each device-hour; the east is cheaper by night, storage comes in the west or costs nothing. */
    record Version(
            String id,
            Interval effective,
            long west,
            long eastByDay,
            long eastByNight,
            long storage,
            LostWorkCredit onReclaim,
            LostWorkCredit onFault) {}

    /** Several may be of one programme, which has one cap. */
    record Voucher(
            String id,
            int programme,
            int contract,
            boolean deducted,
            boolean withVat,
            Interval validity,
            int percent,
            boolean east,
            long fen,
            long capFen) {}

    /** What an attempt holds of a voucher. */
    record Held(String voucher, String jobUid, int attempt, long fen) {}

    record Loss(String jobUid, int attempt, LostWorkCause cause, Interval lost) {}

    static final Interval MONTH = RandomMonth.PERIOD.interval();
    private static final long HOUR = 3_600_000L;

    History {
        versions = List.copyOf(versions);
        vouchers = List.copyOf(vouchers);
        holds = List.copyOf(holds);
        losses = List.copyOf(losses);
        lockDays = List.copyOf(lockDays);
        arrived = List.copyOf(arrived);
    }

    static History of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Version> versions = versions(random);
        List<Voucher> vouchers = vouchers(random);
        List<UsageInterval> arrived = new ArrayList<>();
        List<Held> holds = new ArrayList<>();
        List<Loss> losses = new ArrayList<>();
        int jobs = 1 + random.nextInt(4);
        for (int job = 0; job < jobs; job++) {
            int contract = 1 + random.nextInt(2);
            Run run = new Run(job, contract, 1 + random.nextInt(2), random.nextBoolean(), time(random));
            run.addTo(arrived, random);
            for (Voucher voucher : vouchers) {
                if (voucher.contract() == contract && random.nextInt(4) > 0) {
                    holds.add(new Held(voucher.id(), uid(job), run.attempt(), random.nextLong(60_000)));
                }
            }
            if (random.nextInt(3) == 0) {
                losses.add(loss(run, random));
            }
        }
        List<UsageInterval> again = new ArrayList<>(arrived);
        again.removeIf(usage -> random.nextInt(4) > 0);
        arrived.addAll(again);
        Collections.shuffle(arrived, new Random(seed));
        return new History(
                versions, vouchers, holds, losses, List.of(random.nextInt(3), random.nextBoolean() ? 30 : 0), arrived);
    }

    static String uid(int job) {
        return "uid-%03d".formatted(job);
    }

    static ContractId contract(int number) {
        return new ContractId("c-" + number);
    }

    private static Interval time(SplittableRandom random) {
        long from = MONTH.startMillis() - 24 * HOUR + random.nextLong(MONTH.lengthMillis() + 24 * HOUR);
        long length = random.nextInt(5) == 0 ? 1 + random.nextLong(50) : 1 + random.nextLong(70 * HOUR);
        return new Interval(from, from + length);
    }

    private static List<Version> versions(SplittableRandom random) {
        long change = MONTH.startMillis() + random.nextLong(MONTH.lengthMillis());
        Interval year = RandomMonth.YEAR;
        return List.of(
                version("v1", new Interval(year.startMillis(), change), random),
                version("v2", new Interval(change, year.endMillis()), random));
    }

    private static Version version(String id, Interval effective, SplittableRandom random) {
        List<LostWorkCredit> credits = List.of(LostWorkCredit.values());
        return new Version(
                id,
                effective,
                1 + random.nextLong(20_000_000),
                1 + random.nextLong(20_000_000),
                1 + random.nextLong(20_000_000),
                random.nextBoolean() ? 0 : 1 + random.nextLong(900_000),
                credits.get(random.nextInt(credits.size())),
                credits.get(random.nextInt(credits.size())));
    }

    private static List<Voucher> vouchers(SplittableRandom random) {
        List<Voucher> vouchers = new ArrayList<>();
        int count = random.nextInt(4);
        for (int number = 0; number < count; number++) {
            int programme = random.nextInt(2);
            long from = MONTH.startMillis() - 40 * HOUR + random.nextLong(MONTH.lengthMillis());
            vouchers.add(new Voucher(
                    "v-" + number,
                    programme,
                    1 + random.nextInt(2),
                    programme == 0,
                    random.nextBoolean(),
                    new Interval(from, from + 1 + random.nextLong(MONTH.lengthMillis())),
                    1 + random.nextInt(80),
                    random.nextBoolean(),
                    random.nextLong(200_000),
                    1_000 + 50_000L * programme));
        }
        return vouchers;
    }

    private static Loss loss(Run run, SplittableRandom random) {
        long from = run.time().startMillis() + random.nextLong(run.time().lengthMillis());
        List<LostWorkCause> causes = List.of(LostWorkCause.values());
        return new Loss(
                uid(run.job()),
                run.attempt(),
                causes.get(random.nextInt(causes.size())),
                new Interval(from, from + 1 + random.nextLong(30 * HOUR)));
    }

    /** One attempt on one kind of device. */
    private record Run(int job, int contract, int attempt, boolean west, Interval time) {
        void addTo(List<UsageInterval> usage, SplittableRandom random) {
            int devices = 1 + random.nextInt(3);
            for (int device = 0; device < devices; device++) {
                boolean share = random.nextInt(6) == 0;
                long from = time.startMillis();
                while (from < time.endMillis()) {
                    long left = time.endMillis() - from;
                    long until = random.nextInt(2) == 0 ? time.endMillis() : from + 1 + random.nextLong(left);
                    usage.add(piece(device, new Interval(from, until), share, random));
                    from = until;
                }
            }
        }

        private UsageInterval piece(int device, Interval interval, boolean share, SplittableRandom random) {
            boolean billed = random.nextInt(8) > 0;
            long quantity = share ? interval.lengthMillis() * 2 / 7 : interval.lengthMillis();
            return new UsageInterval(
                    Sha256.hex(job + "/" + device + "/" + interval),
                    new JobId("ns", "job-" + job, uid(job)),
                    attempt,
                    new TenantId("t-" + contract),
                    History.contract(contract),
                    site(),
                    new NodeName("node-" + device),
                    "gpu/" + device,
                    AcceleratorModel.NVIDIA_H800,
                    share ? new AcceleratorShare(2, 7) : AcceleratorShare.WHOLE,
                    interval,
                    new DeviceMillis(quantity),
                    billed ? UsageClass.BILLED : UsageClass.HELD_UNBILLED,
                    billed ? Optional.empty() : Optional.of(UnbilledReason.TEARDOWN),
                    "evidence");
        }

        private SiteId site() {
            return west ? RandomMonth.WEST : RandomMonth.EAST;
        }
    }
}

package io.xisuan.cli.invoice;

import io.xisuan.billing.store.DeskRequest;
import io.xisuan.billing.store.DraftBook;
import io.xisuan.billing.store.IssueRequest;
import io.xisuan.billing.store.LeaderSeen;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Model.CommandSpec;

/** Asks the running operator for something about documents and waits for its answer. */
public record Desk(CommandSpec spec, OutputOption output, DatabaseOption database, Clock clock, Progress progress) {
    private static final long LEADER_SILENT_MILLIS = 30_000;
    private static final long POLL_NANOS = 200_000_000L;

    /** The answer as JSON shows it. */
    record Answered(long request, String deed, String month, String state, String answer) {}

    /** Stores the wish and prints its answer; returns the exit code. */
    public int ask(Store store, DeskRequest wish, Duration wait) {
        Optional<LeaderSeen> leader = store.leaderSeen();
        if (leader.isEmpty() || clock.millis() - leader.get().seenMillis() > LEADER_SILENT_MILLIS) {
            return unreachable(silent(leader));
        }
        DraftBook drafts = new DraftBook(store);
        long id = drafts.ask(wish);
        DeskRequest request = progress.during(
                output.language().of("等待 operator 处理", "waiting for the operator"), () -> answered(drafts, id, wait));
        if (request.state() == IssueRequest.State.PENDING) {
            return unreachable(output.language()
                    .of(
                            "operator 在 %d 秒内没有答复；请求 %d 仍保留，之后可能会处理：见 xisuan invoice drafts 和 list"
                                    .formatted(wait.toSeconds(), id),
                            "the operator has not answered within %d s; request %d stays and may still be met: see invoice drafts and list"
                                    .formatted(wait.toSeconds(), id)));
        }
        print(request);
        return (request.state() == IssueRequest.State.DONE ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    private String silent(Optional<LeaderSeen> leader) {
        String last = leader.map(seen -> output.language()
                        .of("上一个是 %s，在 %s", "the last was %s at %s")
                        .formatted(seen.holder(), ShownTime.second(seen.seenMillis())))
                .orElse(output.language().of("从未有过", "there never was one"));
        return output.language()
                .of(
                        "30 秒内没有 operator 写入 %s（%s）：先启动 operator，再执行一次".formatted(database.url(), last),
                        "no operator has written to %s for 30 s (%s): start one, then ask again"
                                .formatted(database.url(), last));
    }

    private DeskRequest answered(DraftBook drafts, long id, Duration wait) {
        long deadline = clock.millis() + wait.toMillis();
        DeskRequest request = drafts.request(id).orElseThrow();
        while (request.state() == IssueRequest.State.PENDING && clock.millis() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
            request = drafts.request(id).orElseThrow();
        }
        return request;
    }

    private void print(DeskRequest request) {
        Answered answered = new Answered(
                request.id(),
                request.deed().name(),
                request.period().toString(),
                request.state().name(),
                request.answer());
        Table table = Table.of(
                        Column.name("request", "request"),
                        Column.name("deed", "deed"),
                        Column.name("month", "month"),
                        Column.name("state", "state"),
                        Column.text("answer", "answer"))
                .row(
                        Long.toString(answered.request()),
                        answered.deed(),
                        answered.month(),
                        answered.state(),
                        answered.answer())
                .build();
        output.print(answered, table);
    }

    private int unreachable(String message) {
        spec.commandLine().getErr().println("xisuan: " + message);
        return ExitCode.UNREACHABLE.code();
    }
}

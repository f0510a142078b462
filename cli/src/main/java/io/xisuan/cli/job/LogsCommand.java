package io.xisuan.cli.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.LanguageOption;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code logs}: what the workers of a job printed. */
@Command(
        name = "logs",
        description = {
            "Prints what the workers of a job wrote, each line with its rank where there are several: of the last attempt, or of one",
            "that is named. The nodes keep logs as long as the pods are there; when these are gone, that is said."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xisuan logs first-gang -n example --tail 20",
            "  xisuan logs first-gang -n example --rank 0 -f"
        })
public final class LogsCommand implements Callable<Integer> {
    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Parameters(paramLabel = "JOB", description = "The job by name.")
    private String name = "";

    @Option(names = "--rank", paramLabel = "N", split = ",", description = "Only these ranks (default: all).")
    private List<Integer> ranks = new ArrayList<>();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the workers end; one that has not started is waited for.")
    private boolean follow;

    @Option(names = "--attempt", paramLabel = "N", description = "Of which attempt, from 1 (default: the last).")
    private Optional<Integer> attempt = Optional.empty();

    @Option(names = "--tail", paramLabel = "LINES", description = "So many lines from the end (default: all).")
    private Optional<Integer> tail = Optional.empty();

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (tail.filter(lines -> lines < 0).isPresent()) {
            throw InputException.of(say("--tail %d：行数不能小于 0", "--tail %d: a number of lines is 0 or more")
                    .formatted(tail.orElseThrow()));
        }
        try (KubernetesClient client = cluster.open()) {
            TrainingJob job = new FirmJobs(client).named(cluster.namespace(), name);
            GangPodList pods = GangPodList.of(client, job);
            int wanted = attempt.orElseGet(() -> pods.last().orElse(0));
            SortedMap<Integer, Pod> gang = pods.of(wanted);
            if (gang.isEmpty()) {
                return said(ExitCode.ANSWER_IS_NO, nothing(job, pods)).code();
            }
            return print(client, chosen(gang, wanted)).code();
        }
    }

    private SortedMap<Integer, Pod> chosen(SortedMap<Integer, Pod> gang, int ofAttempt) {
        if (ranks.isEmpty()) {
            return gang;
        }
        SortedMap<Integer, Pod> chosen = new TreeMap<>();
        for (int rank : ranks) {
            Pod pod = gang.get(rank);
            if (pod == null) {
                throw InputException.of(say(
                                "--rank %d：第 %d 次尝试只有这些 rank 的 Pod：%s",
                                "--rank %d: of attempt %d there are pods of the ranks %s")
                        .formatted(
                                rank,
                                ofAttempt,
                                gang.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "))));
            }
            chosen.put(rank, pod);
        }
        return chosen;
    }

    /** Says why there is nothing to print. */
    private String nothing(TrainingJob job, GangPodList pods) {
        JobPage.Shown shown = JobPage.Shown.of(job);
        if (attempt.isPresent() && !pods.attempts().isEmpty()) {
            return say(
                            "第 %d 次尝试的 Pod 已不存在（作业 %s）；现有第 %s 次尝试的 Pod",
                            "of attempt %d of %s no pod is left; there are pods of attempt %s")
                    .formatted(
                            attempt.get(),
                            name,
                            pods.attempts().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        if (shown.attempt() == 0) {
            return say("%s 还没有开始：%s %s %s", "%s has not started: %s %s %s")
                    .formatted(name, shown.phase(), shown.reason(), shown.message())
                    .strip();
        }
        return say(
                        "%s 的 Pod 已删除，日志也随之删除；作业状态 %s，最后是第 %d 次尝试",
                        "the pods of %s are gone, and their logs with them; it is %s since attempt %d")
                .formatted(name, shown.phase(), shown.attempt());
    }

    private String say(String zh, String en) {
        return language.language().of(zh, en);
    }

    /** Prints one rank after another, or, where they are followed, all at once. */
    private ExitCode print(KubernetesClient client, SortedMap<Integer, Pod> gang) {
        LogLines lines = new LogLines(spec.commandLine().getOut(), gang.size() > 1);
        OptionalInt last = tail.isPresent() ? OptionalInt.of(tail.get()) : OptionalInt.empty();
        SortedMap<Integer, Optional<String>> told = new TreeMap<>();
        Language words = language.language();
        if (follow) {
            told.putAll(followed(client, gang, last, lines, words));
        } else {
            gang.forEach((rank, pod) -> told.put(rank, new WorkerLog(client, pod, last, words).print(rank, lines)));
        }
        told.forEach((rank, why) ->
                why.ifPresent(text -> said(ExitCode.UNREACHABLE, "rank %d: %s".formatted(rank, text))));
        return told.values().stream().anyMatch(Optional::isPresent) ? ExitCode.UNREACHABLE : ExitCode.DONE;
    }

    private static SortedMap<Integer, Optional<String>> followed(
            KubernetesClient client, SortedMap<Integer, Pod> gang, OptionalInt last, LogLines lines, Language words) {
        SortedMap<Integer, Optional<String>> told = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SortedMap<Integer, Future<Optional<String>>> ends = new TreeMap<>();
            gang.forEach((rank, pod) ->
                    ends.put(rank, threads.submit(() -> new WorkerLog(client, pod, last, words).follow(rank, lines))));
            for (Map.Entry<Integer, Future<Optional<String>>> end : ends.entrySet()) {
                told.put(end.getKey(), end.getValue().get());
            }
            return told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return told;
        } catch (ExecutionException e) {
            throw new IllegalStateException("following a log failed", e.getCause());
        }
    }

    private ExitCode said(ExitCode code, String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("xisuan: " + message);
        return code;
    }
}

package io.xisuan.cli.shell;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.billing.control.RightsException;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.StoreException;
import io.xisuan.billing.store.StoreUnreachableException;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.NoAnswer;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Failures of commands in one sentence each with an exit code; what nobody expected goes into a file whose place is said. */
record Failures(Language language, boolean debug) {
    /** Says what failed, and returns the exit code. */
    int report(Throwable failure, String command, PrintWriter err, String prefix) {
        ExitCode kind = kind(failure);
        err.println(prefix + sentence(kind, failure, command));
        if (debug) {
            failure.printStackTrace(err);
        }
        err.flush();
        return kind.code();
    }

    private static ExitCode kind(Throwable failure) {
        return switch (failure) {
            case InputException bad -> ExitCode.BAD_INPUT;
            case RightsException refused -> ExitCode.REFUSED;
            case StoreUnreachableException away -> ExitCode.UNREACHABLE;
            case StoreException no -> ExitCode.ANSWER_IS_NO;
            case KubernetesClientException asked -> kind(asked);
            case NoAnswer told -> told.code();
            case OutOfMemoryError full -> ExitCode.DEPENDENCY_MISSING;
            case Throwable other -> ExitCode.DEFECT;
        };
    }

    private static ExitCode kind(KubernetesClientException asked) {
        return switch (asked.getCode()) {
            case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN -> ExitCode.REFUSED;
            case 0 -> ExitCode.UNREACHABLE;
            default ->
                asked.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR ? ExitCode.UNREACHABLE : ExitCode.ANSWER_IS_NO;
        };
    }

    private String sentence(ExitCode kind, Throwable failure, String command) {
        return switch (failure) {
            case KubernetesClientException asked -> cluster(asked, kind).formatted(said(asked));
            case OutOfMemoryError full ->
                language.of(
                        "内存用尽：请设置 XISUAN_HEAP=4g 等更大的值（镜像中则提高容器的内存上限）后重试",
                        "memory is used up: set XISUAN_HEAP to more, as 4g, or raise the container's memory limit in the image, and try again");
            case Throwable other when kind == ExitCode.DEFECT -> defect(other, command);
            case Throwable expected -> String.valueOf(expected.getMessage());
        };
    }

    private String cluster(KubernetesClientException asked, ExitCode kind) {
        if (asked.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return language.of(
                    "集群不认识你：%s；请向运维申请新的 kubeconfig",
                    "the cluster does not know you: %s; ask operations for a new kubeconfig");
        }
        if (kind == ExitCode.REFUSED) {
            return language.of(
                    "没有权限：%s；请向运维申请权限，或用 -n 写明你的命名空间",
                    "you may not: %s; ask operations for the right, or name your namespace with -n");
        }
        return kind == ExitCode.UNREACHABLE
                ? language.of(
                        "集群没有回答：%s；请检查 --kubeconfig 和 --context 后重试",
                        "the cluster does not answer: %s; look at --kubeconfig and --context, then try again")
                : language.of("集群拒绝了：%s", "the cluster refused: %s");
    }

    /** Returns the server's own words, else those of what lies at the root. */
    private static String said(KubernetesClientException failure) {
        return Optional.ofNullable(failure.getStatus())
                .map(status -> status.getMessage())
                .filter(text -> !text.isBlank())
                .orElseGet(() -> deepest(failure));
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = Optional.ofNullable(cause.getMessage()).orElse("");
        return text.lines().findFirst().orElse(cause.getClass().getSimpleName());
    }

    private String defect(Throwable failure, String command) {
        String place = debug
                ? language.of("见下面的调用栈", "it is printed below")
                : written(failure, command)
                        .map(file ->
                                language.of("报告在 %s", "the report is in %s").formatted(file))
                        .orElse(language.of("加 --debug 可以看到调用栈", "run it again with --debug to see the trace"));
        return language.of("程序缺陷（%s），请提交给我们：%s", "a defect (%s), please report it: %s")
                .formatted(failure.getClass().getSimpleName(), place);
    }

    /** Keeps what helps to find the defect and nothing that was typed: arguments may hold secrets. */
    private static Optional<Path> written(Throwable failure, String command) {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        lines.println(Build.here().line());
        lines.println("command: xisuan " + command);
        lines.println("system: %s %s, Java %s"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version")));
        failure.printStackTrace(lines);
        lines.flush();
        try {
            Path file = Files.createTempFile("xisuan-defect-", ".txt");
            Files.writeString(file, text.toString(), StandardCharsets.UTF_8);
            return Optional.of(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

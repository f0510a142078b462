package io.xisuan.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.rendering.Language;
import io.xisuan.operator.market.ProblemReason;
import io.xisuan.scheduler.plan.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every reason that the operator gives has its Chinese meaning; the sentence beside it is left as it is. */
class ReasonWordsTest {
    private static final Path OPERATOR =
            Path.of(System.getProperty("xisuan.root", "..")).resolve("k8s-operator/src/main/java/io/xisuan/operator");
    private static final Pattern WRITTEN = Pattern.compile("new Reason\\(\\s*\"([A-Za-z]+)\"");
    private static final Pattern END = Pattern.compile("\"([A-Za-z]+)\", Verdict\\.");

    @Test
    void every_reason_of_a_job_and_of_a_resource_has_a_chinese_meaning() throws IOException {
        TreeSet<String> reasons = new TreeSet<>();
        for (Refusal refusal : Refusal.values()) {
            reasons.add(refusal.name());
        }
        for (ProblemReason problem : ProblemReason.values()) {
            reasons.add(problem.word());
        }
        reasons.addAll(found(END, OPERATOR.resolve("loop/EndReason.java")));
        try (Stream<Path> files = Files.walk(OPERATOR)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                reasons.addAll(found(WRITTEN, file));
            }
        }

        assertThat(reasons.size()).isGreaterThan(60);
        assertThat(reasons.stream().filter(reason -> ReasonWords.chinese(reason).isEmpty()))
                .as("write a line of reasons.zh.txt for each")
                .isEmpty();
    }

    private static SortedSet<String> found(Pattern pattern, Path file) throws IOException {
        TreeSet<String> words = new TreeSet<>();
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        return words;
    }

    @Test
    void the_meaning_goes_before_the_sentence_in_chinese_alone() {
        assertThat(ReasonWords.said(Language.ZH, "NO_CAPACITY", "4 of 16 are free"))
                .isEqualTo("空闲卡、CPU 或内存不足，等待作业结束（4 of 16 are free）");
        assertThat(ReasonWords.said(Language.ZH, "NoCapacity", "")).isEqualTo("空闲卡、CPU 或内存不足，等待作业结束");
        assertThat(ReasonWords.said(Language.ZH, "QUOTA", "")).isEqualTo("租户或上级的配额已用满，等待释放");
        assertThat(ReasonWords.said(Language.EN, "NO_CAPACITY", "4 of 16 are free"))
                .isEqualTo("4 of 16 are free");
    }

    @Test
    void a_reason_that_is_not_known_leaves_the_sentence() {
        assertThat(ReasonWords.said(Language.ZH, "FromALaterVersion", "as it says"))
                .isEqualTo("as it says");
        assertThat(ReasonWords.said(Language.ZH, "", "as it says")).isEqualTo("as it says");
    }
}

package io.xisuan.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Table;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a firm reads of why its job waits or ended. */
class WhyPageTest {
    private static final String ANSWER = """
            {"job":"vision/train","phase":"Queued","reason":"NoCapacity","text":"east: 4 of 16 devices are free",
             "story":[{"atMillis":0,"kind":"wait","reason":"NO_CAPACITY","text":"4 of 16 are free"}],
             "attempts":[{"job":"vision/train","attempt":1,"site":"east","model":"m","devices":16,"plannedMillis":0,
               "reason":"Preempted","outcome":"Preempted: for a job of a higher priority"}]}
            """;

    private static JsonNode answer() throws IOException {
        return JsonMapper.builder().build().readTree(ANSWER);
    }

    private static List<Object> only(Table table) {
        assertThat(table.rows()).hasSize(1);
        return table.rows().getFirst();
    }

    @Test
    void a_job_that_waits_is_told_in_the_language_of_its_reader() throws IOException {
        assertThat(WhyPage.headline(answer(), Language.ZH))
                .isEqualTo("vision/train  排队：空闲卡、CPU 或内存不足，等待作业结束（east: 4 of 16 devices are free）");
        assertThat(WhyPage.headline(answer(), Language.EN))
                .isEqualTo("vision/train  Queued: east: 4 of 16 devices are free");
    }

    @Test
    void its_story_keeps_the_word_that_conditions_and_events_have_and_adds_what_it_means() throws IOException {
        assertThat(only(WhyPage.story(answer(), Language.ZH)))
                .endsWith("等待", "NO_CAPACITY", "空闲卡、CPU 或内存不足，等待作业结束（4 of 16 are free）");
        assertThat(only(WhyPage.story(answer(), Language.EN))).endsWith("wait", "NO_CAPACITY", "4 of 16 are free");
    }

    @Test
    void an_attempt_that_ended_is_told_by_its_reason() throws IOException {
        JsonNode attempts = answer().path("attempts");

        assertThat(only(WhyPage.attempts(attempts, Language.ZH))).endsWith("被优先的作业抢占（for a job of a higher priority）");
        assertThat(only(WhyPage.attempts(attempts, Language.EN))).endsWith("Preempted: for a job of a higher priority");
    }
}

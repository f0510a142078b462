package io.xisuan.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankTableTest {
    private static final String NOTE = """
            {"pod_name":"0","server_id":"10.0.0.1","host_ip":"10.0.0.1","devices":[\
            {"device_id":"4","device_ip":"192.168.1.4"},{"device_id":"5","device_ip":"192.168.1.5"}]}""";

    @Test
    void every_device_has_its_rank_in_the_order_of_workers() {
        String other = NOTE.replace("10.0.0.1", "10.0.0.2").replace("192.168.1.", "192.168.2.");
        assertThat(RankTable.of(List.of(NOTE, other), 2)).isEqualTo(new RankTable.Outcome.Completed("""
                        {"status":"completed","server_list":[\
                        {"device":[{"device_id":"4","device_ip":"192.168.1.4","rank_id":"0"},\
                        {"device_id":"5","device_ip":"192.168.1.5","rank_id":"1"}],\
                        "server_id":"10.0.0.1","host_ip":"10.0.0.1"},\
                        {"device":[{"device_id":"4","device_ip":"192.168.2.4","rank_id":"2"},\
                        {"device_id":"5","device_ip":"192.168.2.5","rank_id":"3"}],\
                        "server_id":"10.0.0.2","host_ip":"10.0.0.2"}],\
                        "server_count":"2","version":"1.0"}"""));
    }

    @Test
    void two_workers_on_one_server_are_one_entry_of_it() {
        String second = NOTE.replace("\"4\"", "\"6\"").replace("\"5\"", "\"7\"");
        assertThat(((RankTable.Outcome.Completed) RankTable.of(List.of(NOTE, second), 2)).json())
                .contains(
                        "\"server_count\":\"1\"",
                        "{\"device_id\":\"7\",\"device_ip\":\"192.168.1.5\",\"rank_id\":\"3\"}");
    }

    @Test
    void a_note_that_means_nothing_is_named_with_its_worker() {
        assertThat(RankTable.of(List.of(NOTE, "{"), 2)).isEqualTo(new RankTable.Outcome.Unreadable(1, "it is no JSON"));
        assertThat(RankTable.of(List.of(NOTE), 8))
                .isEqualTo(new RankTable.Outcome.Unreadable(
                        0, "it names server '10.0.0.1' and 2 devices where 8 are ordered"));
        assertThat(RankTable.of(List.of(NOTE.replace("\"device_id\":\"5\"", "\"device_id\":\"\"")), 2))
                .isEqualTo(new RankTable.Outcome.Unreadable(0, "its device 1 has no device_id"));
    }
}

package io.xisuan.cli.operations;

import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.Drain;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import java.util.List;

/** Drains as people and programs read them. */
record DrainPage(Language language) {
    /** A drain, as JSON shows it; an instant that is not there is empty. */
    record Shown(long drain, String place, String by, String askedBy, String askedAt, String state, String answer) {
        static Shown of(Drain drain) {
            return new Shown(
                    drain.id(),
                    drain.place(),
                    drain.byMillis() == 0 ? "" : ShownTime.second(drain.byMillis()),
                    drain.requestedBy().name(),
                    ShownTime.second(drain.requestedAtMillis()),
                    drain.state().name(),
                    drain.answer());
        }
    }

    Table table(List<Shown> drains) {
        Table.Builder table = Table.of(
                Column.name("drain", language.of("编号", "Drain")),
                Column.name("place", language.of("位置", "Place")),
                Column.name("by", language.of("最迟", "By")),
                Column.name("askedBy", language.of("申请人", "Asked by")),
                Column.name("askedAt", language.of("申请时间", "Asked at")),
                Column.name("state", language.of("状态", "State")),
                Column.text("answer", language.of("进展", "Progress")));
        drains.forEach(each -> table.row(
                Long.toString(each.drain()),
                each.place(),
                each.by(),
                each.askedBy(),
                each.askedAt(),
                each.state(),
                progress(each)));
        return table.build();
    }

    /** The leader's sentence; in Chinese after what the state means. */
    private String progress(Shown drain) {
        String state = switch (Drain.State.valueOf(drain.state())) {
            case PENDING -> "等待主进程处理";
            case UNDER_WAY -> "正在排空";
            case DRAINED -> "已排空";
            case UNKNOWN -> "没有这个位置";
        };
        return switch (language) {
            case EN -> drain.answer();
            case ZH -> drain.answer().isEmpty() ? state : state + "（" + drain.answer() + "）";
        };
    }
}

package io.xisuan.operator.metering.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values by number, so that a column can hold them; number 0 is the value of slots about which nothing was said. */
final class Dictionary<T> {
    private final List<T> values = new ArrayList<>();
    private final Map<T, Integer> numbers = new HashMap<>();

    Dictionary(T nothing) {
        number(nothing);
    }

    int number(T value) {
        Integer known = numbers.putIfAbsent(value, values.size());
        if (known != null) {
            return known;
        }
        values.add(value);
        return values.size() - 1;
    }

    T value(long number) {
        return values.get(Math.toIntExact(number));
    }

    List<T> values() {
        return List.copyOf(values);
    }
}

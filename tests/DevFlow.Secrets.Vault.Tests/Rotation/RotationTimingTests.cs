namespace DevFlow.Secrets.Vault.Tests.Rotation;

public sealed class RotationTimingTests
{
    private static readonly DateTimeOffset _since = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_secret_is_due_in_the_last_day_of_its_period_and_not_all_in_one_moment()
    {
        var moments = Enumerable.Range(0, 200).Select(i => RotationTiming.Next(Entry($"KEY_{i}", "90d"), _since, 0, failedAt: null, takenBackAt: null, _since)).ToList();

        Assert.All(moments, moment => Assert.InRange(moment, _since.AddDays(89), _since.AddDays(90)));
        Assert.True(moments.Distinct().Count() > 190);
        Assert.True(moments.Max() - moments.Min() > TimeSpan.FromHours(20));
        Assert.Equal(moments[0], RotationTiming.Next(Entry("KEY_0", "90d"), _since, 0, failedAt: null, takenBackAt: null, _since.AddDays(400)));
    }

    [Fact]
    public void A_short_period_keeps_nine_tenths_of_itself() =>
        Assert.All(Enumerable.Range(0, 50), i => Assert.InRange(
            RotationTiming.Next(Entry($"KEY_{i}", "1h"), _since, 0, failedAt: null, takenBackAt: null, _since), _since.AddMinutes(54), _since.AddMinutes(60)));

    [Theory]
    [InlineData(1, 10, 12.5)]
    [InlineData(2, 20, 25)]
    [InlineData(5, 160, 200)]
    [InlineData(30, 360, 450)]
    [InlineData(int.MaxValue, 360, 450)]
    public void What_failed_is_tried_again_after_a_wait_that_doubles_up_to_six_hours(int failures, double least, double most)
    {
        var failedAt = _since.AddDays(200);

        var next = RotationTiming.Next(Entry("KEY", "90d"), _since, failures, failedAt, takenBackAt: null, failedAt);

        Assert.InRange(next, failedAt.AddMinutes(least), failedAt.AddMinutes(most));
    }

    [Fact]
    public void A_window_is_waited_for_and_one_that_was_missed_is_waited_for_anew()
    {
        var entry = Entry("KEY", "90d") with { RotationWindow = new(new(2, 0), new(5, 0)) };
        var due = _since.AddDays(91);

        var first = RotationTiming.Next(entry, _since, 0, failedAt: null, takenBackAt: null, _since);
        var inside = new DateTimeOffset(due.Date.AddHours(3), TimeSpan.Zero);
        var after = inside.AddHours(4);

        Assert.True(entry.RotationWindow.Contains(first));
        Assert.InRange(first, _since.AddDays(89), _since.AddDays(91));
        Assert.Equal(inside, RotationTiming.Next(entry, _since, 0, failedAt: null, takenBackAt: null, inside));
        Assert.Equal(inside.AddHours(-1).AddDays(1), RotationTiming.Next(entry, _since, 0, failedAt: null, takenBackAt: null, after));
    }

    private static CatalogEntry Entry(string key, string every) => new()
    {
        Path = key,
        Key = key,
        RotateEvery = Durations.TryParse(every, out var period) ? period : throw new ArgumentException(every, nameof(every)),
    };
}

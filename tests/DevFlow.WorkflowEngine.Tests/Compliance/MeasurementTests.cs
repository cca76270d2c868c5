using DevFlow.WorkflowEngine.Compliance;

namespace DevFlow.WorkflowEngine.Tests.Compliance;

public class MeasurementTests
{
    [Fact]
    public void Of_durations_the_last_are_kept_and_the_rank_is_the_nearest()
    {
        var durations = new RecentDurations(100);
        Assert.Null(durations.Percentile(0.95));

        durations.Add(7);
        Assert.Equal((7, 1), durations.Percentile(0.95));

        // The first is pushed out by the hundredth after it.
        for (var i = 1; i <= 100; i++)
            durations.Add(i);
        Assert.Equal((95, 100), durations.Percentile(0.95));
        Assert.Equal((100, 100), durations.Percentile(1));
    }

    [Theory]
    [InlineData("secret.access", "1password", "hit", "miss", false)]
    [InlineData("secret.access", "1password", "miss", "miss", false)]
    [InlineData("secret.access", "1password", "denied", "miss", false)]
    [InlineData("secret.access", "1password", "stale", "hit", true)]
    [InlineData("secret.access", "1password", "error", "miss", true)]
    [InlineData("secret.fallback", "1password", "error", null, true)]
    [InlineData("secret.access", "1password", "hit", "hit", null)]
    [InlineData("secret.access", ".env", "error", "miss", null)]
    public void What_1Password_answered_is_told_from_what_it_did_not(string instrument, string source, string outcome, string? cache, bool? isAway) =>
        Assert.Equal(isAway, SecretMeasurements.IsAway(instrument, [new("secret.source", source), new("secret.outcome", outcome), new("secret.cache", cache)]));
}

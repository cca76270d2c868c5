using DevFlow.Dashboard.Components.Resources;
using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Tests;

public sealed class ResourceRowTests
{
    [Theory]
    [InlineData("a b>a c", "a0 b1 c0")]
    [InlineData("a>c b c", "b0 c0 a1")]
    [InlineData("a b>a c>b", "a0 b1 c2")]
    [InlineData("a>gone b", "a0 b0")]
    [InlineData("a>b b>a c", "c0 a0 b0")]
    [InlineData("a>a", "a0")]
    public void Children_stand_below_their_parent_when_it_is_shown(string resources, string rows)
    {
        var told = resources.Split(' ').Select(text => text.Split('>')).Select(parts => new ResourceView(parts[0], "Container")
        {
            Relations = parts.Length > 1 ? [new(parts[1], "Parent")] : [],
        }).ToList();

        Assert.Equal(rows, string.Join(' ', ResourceRow.Of(told).Select(row => $"{row.Resource.Name}{row.Depth}")));
    }

    [Theory]
    [InlineData("Running", null, null, Tone.Good)]
    [InlineData("Running", "Healthy", null, Tone.Good)]
    [InlineData("Running", "Degraded", null, Tone.Warning)]
    [InlineData("Running", "Unhealthy", null, Tone.Bad)]
    [InlineData("Starting", null, null, Tone.Busy)]
    [InlineData("FailedToStart", null, null, Tone.Bad)]
    [InlineData("Exited", null, 1, Tone.Bad)]
    [InlineData("Exited", null, 143, Tone.Neutral)]
    [InlineData("Finished", null, 0, Tone.Neutral)]
    [InlineData("", null, null, Tone.Neutral)]
    [InlineData("SomethingOfTheirOwn", null, null, Tone.Neutral)]
    public void A_state_is_good_busy_or_bad(string state, string? health, int? exitCode, Tone tone) =>
        Assert.Equal(tone, ResourceTone.Of(new ResourceView("a", "Project") { State = state, Health = health, ExitCode = exitCode }));

    [Theory]
    [InlineData("FailedToStart", "Failed to start")]
    [InlineData("Running", "Running")]
    [InlineData("", "Unknown")]
    public void A_state_is_said_in_words(string state, string words) => Assert.Equal(words, ResourceTone.Words(state));
}

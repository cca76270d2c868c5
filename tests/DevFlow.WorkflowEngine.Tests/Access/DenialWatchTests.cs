using DevFlow.WorkflowEngine.Access;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.WorkflowEngine.Tests.Access;

public sealed class DenialWatchTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly DenialWatch _watch;

    public DenialWatchTests() => _watch = new(_time);

    [Fact]
    public void The_fifth_denial_of_a_caller_within_a_minute_is_too_many()
    {
        Assert.Equal([false, false, false, false, true], Add("anna", 5, TimeSpan.FromSeconds(14)));
        Assert.False(_watch.Add("ben"));
    }

    [Fact]
    public void Five_that_take_a_minute_are_not_too_many() =>
        Assert.DoesNotContain(true, Add("anna", 50, TimeSpan.FromSeconds(15)));

    [Fact]
    public void It_is_said_once_a_minute_for_each_caller()
    {
        var anna = Add("anna", 600, TimeSpan.FromSeconds(0.5));

        Assert.Equal(5, anna.Count(raised => raised));
        Assert.Contains(true, Add("ben", 5, TimeSpan.Zero));
    }

    [Fact]
    public void Who_calls_from_ever_new_addresses_does_not_hide_who_comes_again_and_again()
    {
        Add("anna", 4, TimeSpan.Zero);
        for (var i = 0; i < 3 * DenialWatch.MostCallers; i++)
            Assert.False(_watch.Add($"address {i}"));

        Assert.True(_watch.Add("anna"));
    }

    private List<bool> Add(string caller, int times, TimeSpan pause)
    {
        var raised = new List<bool>();
        for (var i = 0; i < times; i++)
        {
            raised.Add(_watch.Add(caller));
            _time.Advance(pause);
        }

        return raised;
    }
}

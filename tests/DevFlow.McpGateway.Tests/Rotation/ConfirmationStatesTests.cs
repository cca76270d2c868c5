using DevFlow.McpGateway.Rotation;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.McpGateway.Tests.Rotation;

public sealed class ConfirmationStatesTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly ConfirmationStates _states;

    public ConfirmationStatesTests() => _states = new(_time);

    public void Dispose() => _states.Dispose();

    [Fact]
    public void An_answer_counts_once()
    {
        var state = _states.Give("user:anna", "Rotate A?");

        Assert.True(_states.Take(state, "user:anna", "Rotate A?"));
        Assert.False(_states.Take(state, "user:anna", "Rotate A?"));
    }

    [Theory]
    [InlineData("user:bert", "Rotate A?")]
    [InlineData("user:anna", "Rotate B?")]
    [InlineData("user:anna\nRotate A?", "")]
    public void An_answer_to_one_question_is_none_to_another(string caller, string plan) =>
        Assert.False(_states.Take(_states.Give("user:anna", "Rotate A?"), caller, plan));

    [Fact]
    public void What_is_made_up_or_too_old_or_of_another_process_counts_for_nothing()
    {
        using var other = new ConfirmationStates(_time);
        var state = _states.Give("user:anna", "Rotate A?");

        Assert.False(_states.Take(state: null, "user:anna", "Rotate A?"));
        Assert.False(_states.Take("made up", "user:anna", "Rotate A?"));
        Assert.False(_states.Take($"{state[..^4]}AAAA", "user:anna", "Rotate A?"));
        Assert.False(_states.Take(other.Give("user:anna", "Rotate A?"), "user:anna", "Rotate A?"));
        _time.Advance(TimeSpan.FromMinutes(11));
        Assert.False(_states.Take(state, "user:anna", "Rotate A?"));
    }
}

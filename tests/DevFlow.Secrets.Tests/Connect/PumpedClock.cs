using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests.Connect;

/// <summary>Lets a clock run while something waits by it.</summary>
internal static class PumpedClock
{
    public static async Task<T> UntilAsync<T>(this FakeTimeProvider time, Task<T> task)
    {
        // Real turns between the steps, so that what a step sets free gets to wait again before the next.
        for (var turn = 0; !task.IsCompleted && turn < 20_000; turn++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.True(task.IsCompleted, "it waits for more than half an hour of its clock");
        return await task;
    }

    public static async Task<ConnectException> FailureAsync<T>(this FakeTimeProvider time, Task<T> task) =>
        await Assert.ThrowsAsync<ConnectException>(() => time.UntilAsync(task));
}

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Makes the results of commands.</summary>
public static class CommandResults
{
    /// <summary>It did what it is for.</summary>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>It did what it is for.</summary>
    /// <param name="message">What it has to say.</param>
    public static ExecuteCommandResult Success(string message) => new() { Success = true, Message = message };

    /// <summary>It failed.</summary>
    /// <param name="errorMessage">Why. Default: nothing is known.</param>
    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, ErrorMessage = errorMessage };

    /// <summary>It failed.</summary>
    /// <param name="exception">Why.</param>
    public static ExecuteCommandResult Failure(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Failure(exception.Message);
    }

    /// <summary>It was given up.</summary>
    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };
}

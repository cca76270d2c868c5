namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Something that has a value while the application runs.</summary>
public interface IValueProvider
{
    /// <summary>The value; null when there is none.</summary>
    /// <param name="cancellationToken">Gives up waiting for it.</param>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

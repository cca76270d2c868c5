namespace DevFlow.Secrets;

/// <summary>How long things are remembered.</summary>
/// <param name="Fresh">A value read from 1Password is as good as a new one for so long; zero turns remembering off.</param>
/// <param name="Stale">For so long after that it is served when 1Password is away.</param>
internal sealed record SecretCachingTimes(TimeSpan Fresh, TimeSpan Stale)
{
    /// <summary>The most of <see cref="Recheck"/>.</summary>
    public static readonly TimeSpan RecheckMisses = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long it is believed that something is not there or is refused: short, since somebody is probably mending just that.
    /// Also how soon 1Password is asked again after it was away.
    /// </summary>
    public TimeSpan Recheck => Fresh < RecheckMisses ? Fresh : RecheckMisses;

    /// <summary>Ids of vaults and items do not change; titles seldom do, and a mapping that is wrong shows when it is used.</summary>
    public TimeSpan Titles => Fresh > TimeSpan.FromHours(1) ? Fresh : TimeSpan.FromHours(1);

    public static SecretCachingTimes Of(DevFlowSettings settings) =>
        new(Seconds(settings, DevFlowSettingKeys.CacheSeconds), Seconds(settings, DevFlowSettingKeys.StaleSeconds));

    // A folder opens whatever stands in it; the verifier says that a setting is malformed, and the default counts until then.
    private static TimeSpan Seconds(DevFlowSettings settings, string key) =>
        TimeSpan.FromSeconds(settings.Get(key) is { } text && SettingKey.TryWhole(text, out var seconds) ? seconds : DevFlowSettings.DefaultOf(key));
}

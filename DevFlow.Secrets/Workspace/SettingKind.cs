namespace DevFlow.Secrets;

/// <summary>What the value of a setting has to be.</summary>
internal enum SettingKind
{
    Text,
    Mode,
    Url,
    UrlList,
    Port,
    WholeNumber,
    Number,
    Boolean,
    Choice,
}

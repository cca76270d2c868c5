using System.Globalization;

namespace DevFlow.Secrets;

/// <summary>What of a field or a file a reference asks for.</summary>
internal static class OnePasswordValues
{
    public static string Of(SecretReference reference, ConnectField field)
    {
        var text = reference.Attribute switch
        {
            "id" => field.Id,
            "type" => field.Type?.ToLowerInvariant(),
            "purpose" => field.Purpose?.ToLowerInvariant(),
            "otp" => Code(reference, field),
            _ => field.Value?.Reveal(),
        };
        if (string.IsNullOrEmpty(text))
            throw Empty(reference, "field");
        return reference.SshFormat is null ? text : OpenSshKey.Convert(text) ?? throw NoKey(reference);
    }

    public static string Of(SecretReference reference, ConnectFile file)
    {
        var text = reference.Attribute switch
        {
            "id" => file.Id,
            "name" => file.Name,
            "size" => file.Size.ToString(CultureInfo.InvariantCulture),
            _ => MediaType(file.Name),
        };
        return text.Length > 0 ? text : throw Empty(reference, "file");
    }

    public static ConnectException Empty(SecretReference reference, string what)
    {
        var attribute = reference.Attribute is null or "value" or "content" ? "" : $"the {reference.Attribute} of ";
        return new ConnectException(
            ConnectErrorKind.NotFound, $"{attribute}{what} '{reference.Field}' of item '{reference.Item}' is empty", "fill it in 1Password");
    }

    // The API's description calls the type TOTP, the server and its SDKs OTP.
    private static string? Code(SecretReference reference, ConnectField field) =>
        field.Type?.ToUpperInvariant() is "OTP" or "TOTP"
            ? field.Totp?.Reveal()
            : throw new ConnectException(
                ConnectErrorKind.Invalid, $"field '{reference.Field}' of item '{reference.Item}' is not a one-time password",
                "remove ?attribute=otp, or name the field that is one");

    private static ConnectException NoKey(SecretReference reference) => new(
        ConnectErrorKind.Invalid,
        $"field '{reference.Field}' of item '{reference.Item}' is not an Ed25519 or RSA private key in PEM form without a passphrase",
        "remove ?ssh-format=openssh, or name the private key of an SSH key item");

    // Connect's file has no type; the op tool gives a media type.
    private static string MediaType(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".TXT" or ".ENV" or ".INI" or ".CONF" or ".LOG" => "text/plain",
        ".JSON" => "application/json",
        ".YAML" or ".YML" => "application/yaml",
        ".XML" => "application/xml",
        ".PEM" or ".CRT" or ".CER" or ".KEY" => "application/x-pem-file",
        ".PDF" => "application/pdf",
        ".PNG" => "image/png",
        ".JPG" or ".JPEG" => "image/jpeg",
        _ => "application/octet-stream",
    };
}

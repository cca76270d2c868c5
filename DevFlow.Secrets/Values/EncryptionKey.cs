namespace DevFlow.Secrets;

/// <summary>The form of <c>SECRET_ENCRYPTION_KEY</c>: base64 of exactly 32 bytes, anything else is an error.</summary>
internal static class EncryptionKey
{
    public const int Bytes = 32;

    public static bool TryDecode(string text, out ReadOnlyMemory<byte> key)
    {
        var decoded = new byte[Bytes + 3];
        var isValid = Convert.TryFromBase64String(text, decoded, out var written) && written == Bytes;
        key = isValid ? decoded.AsMemory(0, Bytes) : default;
        return isValid;
    }
}

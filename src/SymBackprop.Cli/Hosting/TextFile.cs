using System;
using System.Globalization;
using System.IO;
using System.Text;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Hosting;

/// <summary>Reads files that a user names: UTF-8, or what a byte order mark says, and nothing silently replaced.</summary>
internal static class TextFile
{
    /// <summary>Data may be large; a device without an end is none.</summary>
    private const int MostBytes = 512 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the text without its mark, or ends the command with a message.</summary>
    public static string Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw Unreadable(path, "it is a folder", "a folder");
        }

        try
        {
            byte[] bytes = Bytes(path);
            using var reader = new StreamReader(new MemoryStream(bytes), EncodingOf(bytes), detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException e)
        {
            throw Unreadable(path, string.Create(CultureInfo.InvariantCulture, $"it is not valid UTF-8 from byte {e.Index} on"), "other bytes");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, e is FileNotFoundException or DirectoryNotFoundException ? "there is none" : e.Message, "nothing");
        }
    }

    /// <summary>Returns the text of a document, whatever its bytes: what is no UTF-8 is taken byte by byte, as old editors on Windows write; that is said.</summary>
    public static string ReadDocument(string path, Terminal terminal)
    {
        try
        {
            return Read(path);
        }
        catch (UserErrorException) when (File.Exists(path) && Old(path) is { } old)
        {
            terminal.Error.WriteLine($"note: {path} is not valid UTF-8; it is read as Latin-1");
            return old;
        }
    }

    private static string? Old(string path)
    {
        try
        {
            return Encoding.Latin1.GetString(Bytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes a file, or ends the command with a message.</summary>
    public static void Write(string path, string text)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            File.WriteAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw UserErrorException.Of(path, DiagnosticCatalog.UnreadableData, "the file cannot be written", e.Message, "a place for a file", "none");
        }
    }

    private static byte[] Bytes(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using var bytes = new MemoryStream();
        byte[] part = new byte[1 << 16];
        for (int count = stream.Read(part); count > 0; count = stream.Read(part))
        {
            bytes.Write(part, 0, count);
            if (bytes.Length > MostBytes)
            {
                throw Unreadable(path, "it is larger than 512 MB", "more");
            }
        }

        return bytes.ToArray();
    }

    // A UTF-16 mark is followed strictly, too.
    private static Encoding EncodingOf(byte[] bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => Strict,
    };

    private static UserErrorException Unreadable(string path, string reason, string found) =>
        UserErrorException.Of(path, DiagnosticCatalog.UnreadableData, "the file", reason, "a text file in UTF-8", found);
}

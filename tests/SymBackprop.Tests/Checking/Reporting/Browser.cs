using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace SymBackprop.Tests.Checking.Reporting;

/// <summary>A headless browser of this machine.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Returns a picture of a page, seen without a network.</summary>
    public static Picture Show(string html, int width, int height, bool isDark = false)
    {
        string folder = Directory.CreateTempSubdirectory("sbp-page-").FullName;
        try
        {
            string page = System.IO.Path.Combine(folder, "page.html");
            string picture = System.IO.Path.Combine(folder, "page.png");
            File.WriteAllText(page, html);
            var start = new ProcessStartInfo(Path!) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
            string[] arguments =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1", "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + System.IO.Path.Combine(folder, "profile"), $"--window-size={width},{height}",
                .. isDark ? ["--blink-settings=preferredColorScheme=0"] : Array.Empty<string>(), "--screenshot=" + picture, new Uri(page).AbsoluteUri,
            ];
            foreach (string argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using Process process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
            {
                process.Kill(entireProcessTree: true);
            }

            return Picture.Read(File.ReadAllBytes(picture));
        }
        finally
        {
            Delete(folder);
        }
    }

    // A browser may still be writing to its profile.
    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
        }
    }
}

/// <summary>A test that needs a browser.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.Path is null ? "No headless browser (chromium) on this machine" : null!;
}

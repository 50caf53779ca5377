namespace SymBackprop.Generator.Reporting;

/// <summary>A message with its place, ready for Roslyn but made of plain values.</summary>
/// <param name="Id">The catalogue's id.</param>
/// <param name="Message">The sentence and its hint.</param>
/// <param name="Place">A place in C#, or null.</param>
/// <param name="FilePlace">A place in a file of the project that is no C#, or null.</param>
internal sealed record Report(string Id, string Message, Place? Place, FilePlace? FilePlace = null);

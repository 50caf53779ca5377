namespace SymBackprop.Numbers;

/// <summary>Functions that .NET lacks, or computes with fewer digits.</summary>
/// <remarks>
/// The evaluator calls these methods, and emitted code holds the text of the very same files: one file each, one method named as
/// the file, written for every C# and .NET from netstandard2.0 on, calling only <c>System.Math</c> and one another.
/// </remarks>
internal static partial class SbpMath;

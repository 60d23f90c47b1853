export default function RedesignApp() {
  return null;
}
